package netmon.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import netmon.cli.Table.Column;
import netmon.model.Traffic;
import netmon.store.Peaks;

/** The table of interfaces, to the column as the original printed it. */
final class InterfacesTable {
    private static final int RULE = 67;
    private static final List<Column> COLUMNS = List.of(
            new Column("Interface", 20),
            new Column("Downloaded", 15),
            new Column("Uploaded", 15),
            new Column("Total", 15));

    private static final String NOT_COUNTED = " *";

    private final InterfacesReport report;

    InterfacesTable(InterfacesReport report) {
        this.report = report;
    }

    void print(PrintWriter out) {
        out.println("Stats by interface (" + report.period().label() + ")");
        out.println();
        Table table = new Table(RULE, COLUMNS);
        boolean marked = false;
        for (InterfaceRow each : report.interfaces()) {
            marked |= !each.counted();
            row(table, Cell.name(each.name()) + (each.counted() ? "" : NOT_COUNTED), each.traffic());
        }
        table.rule();
        row(table, "Total", report.total());
        table.print(out);
        if (report.others() > 0) {
            out.println();
            out.println("and " + report.others() + " more");
        }
        if (marked) {
            out.println();
            out.println("* not in the total: stays on this machine, or goes through another one as well");
        }
    }

    /** What stands below the table where a period is looked at as a whole. */
    void printPeaksAndGaps(PrintWriter out, ZoneId zone) {
        out.println();
        Peaks peaks = report.peaks();
        if (peaks != null) {
            out.println("Peak download: " + Bytes.of(peaks.received()) + "/s");
            out.println("Peak upload:   " + Bytes.of(peaks.sent()) + "/s");
        }
        String missed = new GapLine(report.period(), zone).of(report.gaps());
        if (!missed.isEmpty()) {
            out.println(missed);
        }
    }

    private static void row(Table table, String name, Traffic traffic) {
        table.row(List.of(name, Bytes.of(traffic.received()), Bytes.of(traffic.sent()), Bytes.of(traffic.total())));
    }
}
