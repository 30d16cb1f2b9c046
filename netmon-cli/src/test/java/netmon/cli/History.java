package netmon.cli;

import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.App;
import netmon.model.CalendarUnit;
import netmon.model.Direction;
import netmon.model.Gap;
import netmon.model.StoreException;
import netmon.store.AlertStore;
import netmon.store.TrafficWriter;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The traffic of the golden files, written by the real store. */
public final class History {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final long KB = 1024;
    private static final long MB = 1024 * KB;

    private History() {}

    /**
     * Writes the database for {@code scripts/checks/command}.
     *
     * @param args the database
     */
    public static void main(String[] args) throws StoreException {
        Path database = Path.of(args[0]);
        write(database);
        limit(database);
    }

    /**
     * The environment of a command on the Wednesday that is today.
     *
     * @param others names and values of more variables, alternating
     */
    public static Map<String, String> environment(Path home, String... others) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", home.toString());
        environment.put("TZ", ZONE.getId());
        environment.put("NETMON_NOW", Long.toString(second("2026-11-04T15:30")));
        for (int i = 0; i < others.length; i += 2) {
            environment.put(others[i], others[i + 1]);
        }
        return environment;
    }

    /** Wednesday has two applications and unattributed bytes, Monday and October have one application each. */
    public static void write(Path database) throws StoreException {
        append(
                database,
                Moment.at(second("2026-10-31T12:00")).app("ssh", 100 * KB, 50 * KB),
                Moment.at(second("2026-11-02T00:00")).app("Firefox", 3 * MB, 1 * MB),
                Moment.at(second("2026-11-04T09:00"))
                        .app("Google Chrome", 1894 * MB, 250 * MB + 300 * KB, 40 * MB)
                        .app("日本語アプリ", 20 * MB, 2 * MB)
                        .app(App.UNATTRIBUTED, 10 * MB, 512)
                        .beside("utun3", 15 * MB, MB)
                        .beside("lo0", 7, 7)
                        .gap(Gap.Kind.NOT_RUNNING, second("2026-11-04T02:10"), second("2026-11-04T05:40"), 10 * MB));
    }

    /** Limits of a day (exceeded, with a notification), an hour, a week and a month. */
    static void limit(Path database) throws StoreException {
        long gigabyte = 1024 * MB;
        try (TrafficWriter log = TrafficWriter.open(database)) {
            AlertStore alerts = log.alerts();
            long chrome = alerts.add(
                    alert(Alert.Scope.APPLICATION, "Google Chrome", Direction.TOTAL, gigabyte, CalendarUnit.DAY));
            alerts.add(alert(Alert.Scope.APPLICATION, "日本語アプリ", Direction.IN, 5 * MB, CalendarUnit.HOUR));
            alerts.add(alert(Alert.Scope.ANY, "", Direction.OUT, 100 * MB, CalendarUnit.WEEK));
            alerts.add(alert(Alert.Scope.TOTAL, "", Direction.TOTAL, 50 * gigabyte, CalendarUnit.MONTH));
            long midnight = second("2026-11-04T00:00");
            alerts.add(new AlertNotice(chrome, midnight, "Google Chrome", second("2026-11-04T09:01")));
        }
    }

    /** A limit of one byte in a year, for an application; for each application if the name is empty. */
    static Alert alert(String app) {
        Alert.Scope scope = app.isEmpty() ? Alert.Scope.ANY : Alert.Scope.APPLICATION;
        return alert(scope, app, Direction.TOTAL, 0, CalendarUnit.YEAR);
    }

    private static Alert alert(Alert.Scope scope, String app, Direction direction, long limit, CalendarUnit per) {
        return new Alert(0, scope, app, direction, limit, per, 15, Alert.Means.DESKTOP, List.of());
    }

    public static void append(Path database, Moment... moments) throws StoreException {
        try (TrafficWriter log = TrafficWriter.open(database)) {
            for (Moment each : moments) {
                log.append(each.sample());
            }
        }
    }

    /** The epoch second of a local time. */
    public static long second(String time) {
        return LocalDateTime.parse(time).atZone(ZONE).toEpochSecond();
    }
}
