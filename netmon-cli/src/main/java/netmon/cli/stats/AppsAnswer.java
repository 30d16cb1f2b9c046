package netmon.cli.stats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.BarChart;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.DisplayWidth;
import netmon.cli.text.GapSummary;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Table;
import netmon.cli.text.Table.Column;
import netmon.cli.text.TextCell;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Direction;
import netmon.model.Traffic;

/**
 * The bytes of applications.
 *
 * @param withBasis whether text shows the measured and the estimated share of each row
 * @param chart draws the bars on a terminal
 * @param stopped since when the service does not run; empty if it may run
 */
record AppsAnswer(AppsReport report, boolean withBasis, BarChart chart, String stopped) implements Answer {
    private static final int RULE = 72;
    private static final List<Column> COLUMNS = List.of(
            new Column("Application", "Application", 30, 4),
            new Column("Downloaded", "Down", 15, 1),
            new Column("Uploaded", "Up", 15, 2),
            new Column("Total", "Total", 15, 3));
    private static final List<Column> BASIS =
            List.of(new Column("Measured", "Meas.", 9, 0), new Column("Estimated", "Est.", 9, 0));
    private static final Column SHARE = new Column("Share", "Share", 0, Table.OPTIONAL);

    /** The row of the applications that {@code --top} leaves out. */
    static final String OTHERS = "(others)";

    @Override
    public String command() {
        return "stats apps";
    }

    @Override
    public void text(Page page) {
        page.heading("Stats by application (" + page.title(report.period()) + ")");
        page.blank();
        table(page).print(page);
        page.blank();
        if (page.isTerminal()) {
            printRecording(page);
            return;
        }
        page.line(report.basis().line());
        printDifference(page);
        String missed = new GapSummary(report.period(), page).of(report.gaps());
        if (!missed.isEmpty()) {
            page.line(missed);
        }
    }

    private void printRecording(Page page) {
        RecordingSummary summary = new RecordingSummary(page, report.first(), stopped.isEmpty());
        String recorded = summary.line(report.period(), report.gaps());
        String estimated = estimated();
        if (DisplayWidth.of(recorded) + DisplayWidth.of(estimated) + 2 <= page.columns() || estimated.isEmpty()) {
            page.line(recorded + (estimated.isEmpty() ? "" : "; " + estimated));
        } else {
            page.line(recorded);
            page.line(estimated);
        }
        printDifference(page);
        if (!stopped.isEmpty()) {
            page.line(stopped);
        }
    }

    /** How much is estimated, and where the details are. */
    private String estimated() {
        String share = report.basis().estimatedShare();
        if (share.isEmpty()) {
            return "";
        }
        return (report.hasMostlyEstimated() ? "~ estimated (" + share + ")" : share + " estimated")
                + (withBasis ? "" : ": netmon stats apps --basis");
    }

    private Table table(Page page) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (withBasis) {
            columns.addAll(BASIS);
        }
        columns.add(SHARE);
        Table table = new Table(RULE, columns, chart);
        for (AppTraffic each : report.apps()) {
            row(table, page, TextCell.name(each.app()), each);
        }
        if (report.others() > 0) {
            row(table, page, "(" + report.others() + (report.others() == 1 ? " other)" : " others)"), report.rest());
        }
        table.rule();
        if (!report.unattributed().isNone()) {
            row(table, page.bytes(), App.UNATTRIBUTED, report.unattributed(), share(report.unattributed()));
        }
        row(table, page.bytes(), "Total", report.total(), "");
        return table;
    }

    private void row(Table table, Page page, String name, AppTraffic app) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Direction each : List.of(Direction.IN, Direction.OUT, Direction.TOTAL)) {
            long amount = each.of(app.traffic());
            boolean isMarked = page.isTerminal() && Accuracy.isMostly(each.of(app.estimated()), amount);
            cells.add((isMarked ? Accuracy.ESTIMATED : "") + page.bytes().of(amount));
        }
        long all = app.traffic().total();
        long estimated = app.estimated().total();
        if (withBasis) {
            cells.add(Accuracy.percent(all - estimated, all));
            cells.add(Accuracy.percent(estimated, all));
        }
        cells.add(share(app.traffic()));
        table.row(cells, all);
    }

    /** Adds a row that is no application, so that no part of it is measured or estimated. */
    private void row(Table table, AmountFormat bytes, String name, Traffic traffic, String share) {
        List<String> cells = new ArrayList<>(
                List.of(name, bytes.of(traffic.received()), bytes.of(traffic.sent()), bytes.of(traffic.total())));
        if (withBasis) {
            cells.addAll(Collections.nCopies(BASIS.size(), ""));
        }
        cells.add(share);
        table.row(cells);
    }

    private String share(Traffic traffic) {
        return Accuracy.share(traffic.total(), report.total().total());
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
