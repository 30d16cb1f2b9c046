package netmon.cli.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.session.CliSettings;
import netmon.cli.session.Session;
import netmon.model.Check;
import netmon.model.PushMark;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

/** The checks of the destinations of {@code netmon push} in the settings; none if nothing was ever pushed. */
final class PushChecks {
    private static final String REMEDY =
            "if the reason is 'out of bounds', set in Prometheus" + " storage.tsdb.out_of_order_time_window: 30d";

    private PushChecks() {}

    static List<Check> of(Session session) throws StoreException {
        List<Check> checks = new ArrayList<>();
        Path file = session.settingsFile();
        String settings = file == null ? "" : CliSettings.text(file);
        try (TrafficReader store = session.open()) {
            for (PushMark each : store.pushes().marks()) {
                if (settings.contains("push." + each.destination() + ".")) {
                    checks.add(of(each));
                }
            }
        }
        return checks;
    }

    static Check of(PushMark mark) {
        String name = "push " + mark.destination();
        if (!mark.failure().isEmpty()) {
            return Check.warn(name, mark.failure(), "run: netmon push");
        }
        return mark.refused() > 0
                ? Check.warn(name, "the engine refused " + mark.refused() + " requests: " + mark.refusal(), REMEDY)
                : Check.ok(name, "the engine has accepted everything");
    }
}
