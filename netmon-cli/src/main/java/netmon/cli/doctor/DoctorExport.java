package netmon.cli.doctor;

import java.io.PrintWriter;
import java.time.ZoneId;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.model.Check;

/** What may be wrong, for programs. */
final class DoctorExport {
    private final DoctorReport report;
    private final PrintWriter out;

    DoctorExport(DoctorReport report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    void json(ZoneId zone) {
        JsonOutput.print(out, zone, "doctor", json -> {
            json.flag("bad", report.isBad());
            json.list("checks", list -> {
                for (Check each : report.checks()) {
                    list.item(item -> {
                        item.text("name", each.name());
                        item.text("verdict", each.verdict().word());
                        item.text("seen", each.seen());
                        item.text("remedy", each.remedy());
                    });
                }
            });
        });
    }

    /** A line a check. */
    void csv() {
        CsvWriter csv = new CsvWriter(out, "name", "verdict", "seen", "remedy");
        for (Check each : report.checks()) {
            csv.row(each.name(), each.verdict().word(), each.seen(), each.remedy());
        }
    }

    void oneLine() {
        out.print(report.summary() + "\n");
    }
}
