package netmon.cli.stats;

import java.io.PrintWriter;
import java.time.ZoneId;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.OneLine;
import netmon.model.Peaks;
import netmon.model.Traffic;

/** What interfaces moved, for programs. */
final class InterfacesExport {
    private final InterfacesReport report;
    private final PrintWriter out;

    InterfacesExport(InterfacesReport report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    /** @param command which one is answered: {@code stats interfaces} or {@code stats totals} */
    void json(ZoneId zone, String command) {
        JsonOutput.print(out, zone, command, json -> {
            json.period(report.period());
            json.list("interfaces", list -> {
                for (InterfaceRow each : report.interfaces()) {
                    list.item(item -> {
                        item.text("interface", each.name());
                        item.flag("counted", each.counted());
                        item.traffic(each.traffic());
                    });
                }
            });
            json.number("others", report.others());
            json.object("total", object -> object.traffic(report.total()));
            Peaks peaks = report.peaks();
            if (peaks == null) {
                json.nothing("peak_per_second");
            } else {
                json.object("peak_per_second", object -> {
                    object.number("received", peaks.received());
                    object.number("sent", peaks.sent());
                });
            }
            json.gaps(report.gaps());
        });
    }

    /** A line an interface; those that count sum up to the total. */
    void csv() {
        CsvWriter csv = new CsvWriter(out, "interface", "counted", "received", "sent", "total");
        for (InterfaceRow each : report.interfaces()) {
            Traffic traffic = each.traffic();
            csv.row(each.name(), each.counted(), traffic.received(), traffic.sent(), traffic.total());
        }
    }

    void oneLine(AmountFormat bytes) {
        out.print(OneLine.of(report.total(), bytes) + "\n");
    }
}
