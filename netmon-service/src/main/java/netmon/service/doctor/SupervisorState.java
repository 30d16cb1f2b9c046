package netmon.service.doctor;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import netmon.model.Check;

/**
 * What launchd or systemd says of the service.
 *
 * @param name {@code launchd} or {@code systemd}
 * @param installed whether its file is there
 * @param state such as {@code running}, {@code active}, {@code failed}; empty where it does not know the service
 * @param starts how often it was started; 0 where unknown
 * @param exit the last exit status in its words; empty where unknown
 * @param program what it starts; empty where unknown
 */
record SupervisorState(String name, boolean installed, String state, long starts, String exit, String program) {
    /** So many starts are no accident: a login starts it once, an update now and then. */
    private static final long MANY_STARTS = 10;

    private static final String INSTALL = "netmon setup";

    /**
     * Of {@code launchctl print gui/501/com.netmon.service}: lines such as {@code state = running}, {@code runs = 3},
     * {@code last exit code = 0}, {@code program = /path}. The format is Apple's own business and was not verified.
     */
    static SupervisorState launchd(boolean installed, String printed) {
        Map<String, String> values = values(printed, " = ");
        return new SupervisorState(
                "launchd",
                installed,
                values.getOrDefault("state", ""),
                number(values.getOrDefault("runs", "")),
                values.getOrDefault("last exit code", ""),
                values.getOrDefault("program", ""));
    }

    /** Of {@code systemctl show}: lines such as {@code ActiveState=active}. */
    static SupervisorState systemd(boolean installed, String printed) {
        Map<String, String> values = values(printed, "=");
        boolean known = values.getOrDefault("LoadState", "").equals("loaded");
        return new SupervisorState(
                "systemd",
                installed,
                known ? values.getOrDefault("ActiveState", "") : "",
                number(values.getOrDefault("NRestarts", "")) + 1,
                values.getOrDefault("ExecMainStatus", ""),
                "");
    }

    Check check() {
        if (!installed) {
            return new Check(name, Check.Verdict.OK, "the service does not start by itself", INSTALL + " has it do so");
        }
        String ended = exit.isEmpty() ? "" : "; its last exit status was " + exit;
        String remedy = "the service's log beside the database tells why";
        if (state.isEmpty()) {
            return Check.bad(name, "it does not know the service, though its file is there", INSTALL + ", again");
        }
        if (!state.equals("running") && !state.equals("active")) {
            return Check.bad(name, "the service is " + state + ended, remedy);
        }
        if (starts > MANY_STARTS) {
            return Check.warn(name, "the service was started " + starts + " times" + ended, remedy);
        }
        return Check.ok(name, "the service is " + state);
    }

    /** The first value of each key, since what is nested comes later. */
    private static Map<String, String> values(String printed, String equals) {
        Map<String, String> values = new HashMap<>();
        printed.lines().map(String::strip).forEach(line -> {
            int at = line.indexOf(equals);
            if (at > 0) {
                values.putIfAbsent(
                        line.substring(0, at),
                        line.substring(at + equals.length()).strip());
            }
        });
        return values;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.toLowerCase(Locale.ROOT));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
