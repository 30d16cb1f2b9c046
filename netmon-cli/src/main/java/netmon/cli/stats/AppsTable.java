package netmon.cli.stats;

import netmon.cli.text.Table.Column;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.GapSummary;
import netmon.cli.text.Page;
import netmon.cli.text.Table;
import netmon.cli.text.TextCell;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Traffic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The table of applications, with the columns of the original, and below it how well its numbers are known. */
final class AppsTable {
    private static final int RULE = 72;
    private static final List<Column> COLUMNS = List.of(
            new Column("Application", "Application", 30, 4),
            new Column("Downloaded", "Down", 15, 1),
            new Column("Uploaded", "Up", 15, 2),
            new Column("Total", "Total", 15, 3));
    private static final List<Column> BASIS =
            List.of(new Column("Measured", "Meas.", 9, 0), new Column("Estimated", "Est.", 9, 0));

    private final AppsReport report;
    private final boolean withBasis;
    private final Page page;

    /** @param withBasis whether it shows the measured and the estimated share of each row */
    AppsTable(AppsReport report, boolean withBasis, Page page) {
        this.report = report;
        this.withBasis = withBasis;
        this.page = page;
    }

    void print() {
        page.heading("Stats by application (" + report.period().label() + ")");
        page.blank();
        table().print(page);
        page.blank();
        page.line(report.basis().line());
        printDifference();
        String missed = new GapSummary(report.period(), page).of(report.gaps());
        if (!missed.isEmpty()) {
            page.line(missed);
        }
    }

    private Table table() {
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (withBasis) {
            columns.addAll(BASIS);
        }
        Table table = new Table(RULE, columns);
        for (AppTraffic each : report.apps()) {
            row(
                    table,
                    TextCell.name(each.app()),
                    each.traffic(),
                    each.estimated().total());
        }
        if (report.others() > 0) {
            AppTraffic rest = report.rest();
            String name = "(" + report.others() + (report.others() == 1 ? " other)" : " others)");
            row(table, name, rest.traffic(), rest.estimated().total());
        }
        table.rule();
        if (!report.unattributed().isNone()) {
            row(table, App.UNATTRIBUTED, report.unattributed());
        }
        row(table, "Total", report.total());
        return table;
    }

    private void row(Table table, String name, Traffic traffic, long estimated) {
        List<String> cells = cells(name, traffic);
        if (withBasis) {
            long all = traffic.total();
            cells.add(Accuracy.percent(all - estimated, all));
            cells.add(Accuracy.percent(estimated, all));
        }
        table.row(cells);
    }

    /** Adds a row without shares: they make sense for applications only. */
    private void row(Table table, String name, Traffic traffic) {
        List<String> cells = cells(name, traffic);
        if (withBasis) {
            cells.addAll(Collections.nCopies(BASIS.size(), ""));
        }
        table.row(cells);
    }

    private List<String> cells(String name, Traffic traffic) {
        AmountFormat bytes = page.bytes();
        return new ArrayList<>(
                List.of(name, bytes.of(traffic.received()), bytes.of(traffic.sent()), bytes.of(traffic.total())));
    }

    /** The two sums differ only for rows of another program, or of a time without application tracking. */
    private void printDifference() {
        long difference = report.total().total() - report.booked().total();
        if (difference != 0) {
            page.line("The rows above sum up to " + page.bytes().of(Math.abs(difference))
                    + (difference > 0 ? " less" : " more") + " than the total, which the interfaces counted");
        }
    }
}
