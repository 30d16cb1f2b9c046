package netmon.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import netmon.cli.Table.Column;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Traffic;

/** The table of applications, to the column as the original printed it, and below it how far it can be trusted. */
final class AppsTable {
    private static final int RULE = 72;
    private static final List<Column> COLUMNS = List.of(
            new Column("Application", 30),
            new Column("Downloaded", 15),
            new Column("Uploaded", 15),
            new Column("Total", 15));
    private static final List<Column> BASIS = List.of(new Column("Measured", 9), new Column("Estimated", 9));

    private final AppsReport report;
    private final boolean withBasis;

    /** @param withBasis whether each application's measured and estimated share is shown */
    AppsTable(AppsReport report, boolean withBasis) {
        this.report = report;
        this.withBasis = withBasis;
    }

    void print(PrintWriter out, ZoneId zone) {
        out.println("Stats by application (" + report.period().label() + ")");
        out.println();
        table().print(out);
        out.println();
        out.println(report.basis().line());
        printDifference(out);
        String missed = new GapLine(report.period(), zone).of(report.gaps());
        if (!missed.isEmpty()) {
            out.println(missed);
        }
    }

    private Table table() {
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (withBasis) {
            columns.addAll(BASIS);
        }
        Table table = new Table(RULE, columns);
        for (AppTraffic each : report.apps()) {
            row(table, Cell.name(each.app()), each.traffic(), each.estimated().total());
        }
        if (report.others() > 0) {
            AppTraffic rest = report.rest();
            row(
                    table,
                    "(" + report.others() + (report.others() == 1 ? " other)" : " others)"),
                    rest.traffic(),
                    rest.estimated().total());
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
            cells.add(Basis.percent(all - estimated, all));
            cells.add(Basis.percent(estimated, all));
        }
        table.row(cells);
    }

    /** A row that is no application's: how well it is known is told below the table. */
    private void row(Table table, String name, Traffic traffic) {
        List<String> cells = cells(name, traffic);
        if (withBasis) {
            cells.addAll(Collections.nCopies(BASIS.size(), ""));
        }
        table.row(cells);
    }

    private static List<String> cells(String name, Traffic traffic) {
        return new ArrayList<>(
                List.of(name, Bytes.of(traffic.received()), Bytes.of(traffic.sent()), Bytes.of(traffic.total())));
    }

    /** Only in the rows of another program, or of a time without application tracking, do the two sums differ. */
    private void printDifference(PrintWriter out) {
        long difference = report.total().total() - report.booked().total();
        if (difference != 0) {
            out.println("The rows above sum up to " + Bytes.of(Math.abs(difference))
                    + (difference > 0 ? " less" : " more") + " than the total, which is what the interfaces moved");
        }
    }
}
