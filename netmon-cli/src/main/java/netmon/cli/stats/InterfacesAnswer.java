package netmon.cli.stats;

import java.io.IOException;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.model.Peaks;
import netmon.model.Traffic;

/**
 * The bytes of interfaces.
 *
 * @param command its name: {@code stats interfaces} or {@code stats totals}
 * @param withPeaks whether text shows peaks and gaps as well
 */
record InterfacesAnswer(InterfacesReport report, String command, boolean withPeaks) implements Answer {
    @Override
    public void text(Page page) {
        InterfacesTable table = new InterfacesTable(report, page);
        table.print();
        if (withPeaks) {
            table.printPeaksAndGaps();
        }
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
