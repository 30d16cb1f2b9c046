package netmon.cli.stats;

import netmon.cli.text.Table.Column;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.GapSummary;
import netmon.cli.text.Page;
import netmon.cli.text.Table;
import netmon.cli.text.TextCell;
import netmon.model.Peaks;
import netmon.model.Traffic;

import java.util.List;

/** The table of interfaces, with the columns of the original. */
final class InterfacesTable {
    private static final int RULE = 67;
    private static final List<Column> COLUMNS = List.of(
            new Column("Interface", "Interface", 20, 4),
            new Column("Downloaded", "Down", 15, 1),
            new Column("Uploaded", "Up", 15, 2),
            new Column("Total", "Total", 15, 3));

    private static final String NOT_COUNTED = " *";

    private final InterfacesReport report;
    private final Page page;

    InterfacesTable(InterfacesReport report, Page page) {
        this.report = report;
        this.page = page;
    }

    void print() {
        page.heading("Stats by interface (" + report.period().label() + ")");
        page.blank();
        Table table = new Table(RULE, COLUMNS);
        boolean marked = false;
        for (InterfaceRow each : report.interfaces()) {
            marked |= !each.counted();
            row(table, TextCell.name(each.name()) + (each.counted() ? "" : NOT_COUNTED), each.traffic());
        }
        table.rule();
        row(table, "Total", report.total());
        table.print(page);
        if (!report.others().isEmpty()) {
            page.blank();
            page.line("and " + report.others().size() + " more");
        }
        if (marked) {
            page.blank();
            page.line("* not in the total: stays on this machine, or passes another interface as well");
        }
    }

    /** Prints the lines below the table of a whole period. */
    void printPeaksAndGaps() {
        page.blank();
        Peaks peaks = report.peaks();
        if (peaks != null) {
            page.line("Peak download: " + page.bytes().of(peaks.received()) + "/s");
            page.line("Peak upload:   " + page.bytes().of(peaks.sent()) + "/s");
        }
        String missed = new GapSummary(report.period(), page).of(report.gaps());
        if (!missed.isEmpty()) {
            page.line(missed);
        }
    }

    private void row(Table table, String name, Traffic traffic) {
        AmountFormat bytes = page.bytes();
        table.row(List.of(name, bytes.of(traffic.received()), bytes.of(traffic.sent()), bytes.of(traffic.total())));
    }
}
