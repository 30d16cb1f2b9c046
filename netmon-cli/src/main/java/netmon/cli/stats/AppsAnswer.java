package netmon.cli.stats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.GapSummary;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Table;
import netmon.cli.text.Table.Column;
import netmon.cli.text.TextCell;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Traffic;

/**
 * The bytes of applications.
 *
 * @param withBasis whether text shows the measured and the estimated share of each row
 */
record AppsAnswer(AppsReport report, boolean withBasis) implements Answer {
    private static final int RULE = 72;
    private static final List<Column> COLUMNS = List.of(
            new Column("Application", "Application", 30, 4),
            new Column("Downloaded", "Down", 15, 1),
            new Column("Uploaded", "Up", 15, 2),
            new Column("Total", "Total", 15, 3));
    private static final List<Column> BASIS =
            List.of(new Column("Measured", "Meas.", 9, 0), new Column("Estimated", "Est.", 9, 0));

    /** The row of the applications that {@code --top} leaves out. */
    static final String OTHERS = "(others)";

    @Override
    public String command() {
        return "stats apps";
    }

    @Override
    public void text(Page page) {
        page.heading("Stats by application (" + report.period().label() + ")");
        page.blank();
        table(page.bytes()).print(page);
        page.blank();
        page.line(report.basis().line());
        printDifference(page);
        String missed = new GapSummary(report.period(), page).of(report.gaps());
        if (!missed.isEmpty()) {
            page.line(missed);
        }
    }

    private Table table(AmountFormat bytes) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (withBasis) {
            columns.addAll(BASIS);
        }
        Table table = new Table(RULE, columns);
        for (AppTraffic each : report.apps()) {
            row(
                    table,
                    bytes,
                    TextCell.name(each.app()),
                    each.traffic(),
                    each.estimated().total());
        }
        if (report.others() > 0) {
            AppTraffic rest = report.rest();
            String name = "(" + report.others() + (report.others() == 1 ? " other)" : " others)");
            row(table, bytes, name, rest.traffic(), rest.estimated().total());
        }
        table.rule();
        if (!report.unattributed().isNone()) {
            row(table, bytes, App.UNATTRIBUTED, report.unattributed());
        }
        row(table, bytes, "Total", report.total());
        return table;
    }

    private void row(Table table, AmountFormat bytes, String name, Traffic traffic, long estimated) {
        List<String> cells = cells(bytes, name, traffic);
        if (withBasis) {
            long all = traffic.total();
            cells.add(Accuracy.percent(all - estimated, all));
            cells.add(Accuracy.percent(estimated, all));
        }
        table.row(cells);
    }

    /** Adds a row without shares: they make sense for applications only. */
    private void row(Table table, AmountFormat bytes, String name, Traffic traffic) {
        List<String> cells = cells(bytes, name, traffic);
        if (withBasis) {
            cells.addAll(Collections.nCopies(BASIS.size(), ""));
        }
        table.row(cells);
    }

    private static List<String> cells(AmountFormat bytes, String name, Traffic traffic) {
        return new ArrayList<>(
                List.of(name, bytes.of(traffic.received()), bytes.of(traffic.sent()), bytes.of(traffic.total())));
    }

    /** The two sums differ only for rows of another program, or of a time without application tracking. */
    private void printDifference(Page page) {
        long difference = report.total().total() - report.booked().total();
        if (difference != 0) {
            page.line("The rows above sum up to " + page.bytes().of(Math.abs(difference))
                    + (difference > 0 ? " less" : " more") + " than the total, which the interfaces counted");
        }
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.period(report.period());
        json.list("applications", report.apps(), (item, each) -> {
            item.text("application", each.app());
            numbers(item, each);
        });
        json.object("others", others -> {
            others.number("count", report.others());
            numbers(others, report.rest());
        });
        json.traffic("unattributed", report.unattributed());
        json.traffic("total", report.total());
        json.gaps(report.gaps());
    }

    private static void numbers(JsonOutput json, AppTraffic app) throws IOException {
        json.traffic(app.traffic());
        long estimated = app.estimated().total();
        json.number("measured", app.traffic().total() - estimated);
        json.number("estimated", estimated);
    }

    /** A row for each application, the others and Unattributed; no row has the total, so each column can be summed. */
    @Override
    public void csv(CsvWriter csv) {
        csv.row("application", "received", "sent", "total", "measured", "estimated");
        for (AppTraffic each : report.apps()) {
            row(csv, each.app(), each);
        }
        if (report.others() > 0) {
            row(csv, OTHERS, report.rest());
        }
        Traffic rest = report.unattributed();
        if (!rest.isNone()) {
            csv.row(App.UNATTRIBUTED, rest.received(), rest.sent(), rest.total(), 0L, 0L);
        }
    }

    private static void row(CsvWriter csv, String name, AppTraffic app) {
        Traffic traffic = app.traffic();
        long estimated = app.estimated().total();
        csv.row(name, traffic.received(), traffic.sent(), traffic.total(), traffic.total() - estimated, estimated);
    }

    /** The total, and the application with the most bytes. */
    @Override
    public String oneLine(AmountFormat bytes) {
        List<AppTraffic> apps = report.apps();
        String first = apps.isEmpty()
                ? ""
                : "; " + TextCell.brief(apps.get(0).app()) + " "
                        + bytes.of(apps.get(0).traffic().total());
        return bytes.downAndUp(report.total()) + first;
    }

    @Override
    public boolean isEmpty() {
        return report.isEmpty();
    }
}
