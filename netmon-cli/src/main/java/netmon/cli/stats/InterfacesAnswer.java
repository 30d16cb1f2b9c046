package netmon.cli.stats;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import netmon.cli.stats.InterfacesReport.InterfaceRow;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.GapSummary;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.PeriodDates;
import netmon.cli.text.Table;
import netmon.cli.text.Table.Column;
import netmon.cli.text.TextCell;
import netmon.model.Peaks;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of interfaces.
 *
 * @param command its name: {@code stats interfaces} or {@code stats totals}
 * @param withPeaks whether text shows peaks and gaps as well
 * @param withAllRows whether text shows every row; otherwise only the first uncounted ones
 */
record InterfacesAnswer(InterfacesReport report, String command, boolean withPeaks, boolean withAllRows)
        implements Answer {
    /** A node with hundreds of pods has hundreds of uncounted interfaces; the total must stay in sight. */
    private static final int UNCOUNTED_SHOWN = 20;

    private static final int RULE = 67;
    private static final List<Column> COLUMNS = List.of(
            new Column("Interface", "Interface", 20, 4),
            new Column("Downloaded", "Down", 15, 1),
            new Column("Uploaded", "Up", 15, 2),
            new Column("Total", "Total", 15, 3));

    private static final String NOT_COUNTED = " *";

    @Override
    public void text(Page page) {
        printTable(page);
        if (withPeaks) {
            printPeaksAndGaps(page);
        }
    }

    private void printTable(Page page) {
        page.heading("Stats by interface (" + page.title(report.period()) + ")");
        page.blank();
        Table table = new Table(RULE, COLUMNS);
        List<InterfaceRow> uncounted =
                report.interfaces().stream().filter(each -> !each.counted()).toList();
        List<InterfaceRow> hidden = withAllRows || uncounted.size() <= UNCOUNTED_SHOWN
                ? List.of()
                : uncounted.subList(UNCOUNTED_SHOWN, uncounted.size());
        Set<InterfaceRow> left = Set.copyOf(hidden);
        for (InterfaceRow each : report.interfaces()) {
            if (!left.contains(each)) {
                String mark = each.counted() ? "" : NOT_COUNTED;
                row(table, page.bytes(), TextCell.name(each.name()) + mark, each.traffic());
            }
        }
        if (!hidden.isEmpty()) {
            String name = "(" + hidden.size() + " others)" + NOT_COUNTED;
            row(table, page.bytes(), name, InterfacesReport.sum(hidden, false));
        }
        table.rule();
        row(table, page.bytes(), "Total", report.total());
        table.print(page);
        if (!report.others().isEmpty()) {
            page.blank();
            page.line("and " + report.others().size() + " more");
        }
        if (!uncounted.isEmpty()) {
            page.blank();
            page.line("* not in the total: stays on this machine, or passes another interface as well");
        }
    }

    /** Prints the lines below the table of a whole period. */
    private void printPeaksAndGaps(Page page) {
        page.blank();
        Peaks peaks = report.peaks();
        if (peaks != null) {
            page.line("Peak download: " + page.bytes().of(peaks.received()) + "/s"
                    + time(page, report.peakTimes().received()));
            page.line("Peak upload:   " + page.bytes().of(peaks.sent()) + "/s"
                    + time(page, report.peakTimes().sent()));
        }
        if (page.isTerminal()) {
            page.line("Average:       " + page.bytes().of(report.average().received()) + "/s down, "
                    + page.bytes().of(report.average().sent()) + "/s up");
        }
        String missed = new GapSummary(report.period(), page).of(report.gaps());
        if (!missed.isEmpty()) {
            page.line(missed);
        }
    }

    /** The time of a peak, on a terminal: elsewhere programs read these lines. */
    private static String time(Page page, @Nullable Long quarter) {
        return !page.isTerminal() || quarter == null
                ? ""
                : ", " + new PeriodDates(page.zone(), page.now()).moment(quarter);
    }

    private static void row(Table table, AmountFormat bytes, String name, Traffic traffic) {
        table.row(List.of(name, bytes.of(traffic.received()), bytes.of(traffic.sent()), bytes.of(traffic.total())));
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.period(report.period());
        json.list("interfaces", report.interfaces(), (item, each) -> {
            item.text("interface", each.name());
            item.flag("counted", each.counted());
            item.traffic(each.traffic());
        });
        json.number("others", report.others().size());
        json.traffic("total", report.total());
        json.object("peak_per_second", report.peaks(), (object, peaks) -> {
            object.number("received", peaks.received());
            object.number("sent", peaks.sent());
        });
        json.object("peak_at", at -> {
            at.time("received", report.peakTimes().received());
            at.time("sent", report.peakTimes().sent());
        });
        json.traffic("average_per_second", report.average());
        json.gaps(report.gaps());
    }

    /** A row for each interface and for the others; the counted rows sum up to the total. */
    @Override
    public void csv(CsvWriter csv) {
        csv.row("interface", "counted", "received", "sent", "total");
        report.interfaces().forEach(each -> row(csv, each));
        others(csv, true);
        others(csv, false);
    }

    private void others(CsvWriter csv, boolean counted) {
        Traffic sum = InterfacesReport.sum(report.others(), counted);
        if (!sum.isNone()) {
            row(csv, new InterfaceRow(AppsAnswer.OTHERS, counted, sum));
        }
    }

    private static void row(CsvWriter csv, InterfaceRow row) {
        Traffic traffic = row.traffic();
        csv.row(row.name(), row.counted(), traffic.received(), traffic.sent(), traffic.total());
    }

    @Override
    public String oneLine(AmountFormat bytes) {
        return bytes.downAndUp(report.total());
    }

    @Override
    public boolean isEmpty() {
        return report.isEmpty();
    }
}
