package netmon.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import netmon.model.Check;

/** What may be wrong, for programs. */
final class DoctorData {
    private final List<Check> checks;
    private final PrintWriter out;

    DoctorData(List<Check> checks, PrintWriter out) {
        this.checks = List.copyOf(checks);
        this.out = out;
    }

    void json(ZoneId zone) {
        Json.print(out, zone, "doctor", json -> {
            json.flag("bad", checks.stream().anyMatch(each -> each.verdict() == Check.Verdict.BAD));
            json.list("checks", list -> {
                for (Check each : checks) {
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
}
