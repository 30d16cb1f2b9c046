package netmon.service.doctor;

import java.util.HashMap;
import java.util.Map;
import netmon.model.Check;

/**
 * The state of the service according to launchd or systemd.
 *
 * @param name {@code launchd} or {@code systemd}
 * @param installed true if its file exists
 * @param state such as {@code running}, {@code active}, {@code failed}; empty if it does not know the service
 * @param starts the number of starts; 0 if unknown
 * @param exit the last exit status as it prints it; empty if unknown
 * @param program the program that it starts; empty if unknown
 */
record SupervisorState(String name, boolean installed, String state, long starts, String exit, String program) {
    /** Logins and updates explain so many starts. */
    private static final long MOST_STARTS = 10;

    private static final String INSTALL = "netmon setup";

    /**
     * Parses the output of {@code launchctl print gui/501/com.netmon.service}, with lines such as {@code state =
     * running}, {@code runs = 3}, {@code last exit code = 0}, {@code program = /path}. Apple does not document the
     * format, and it was not verified on a Mac.
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

    /** Parses the output of {@code systemctl show}, with lines such as {@code ActiveState=active}. */
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
            String remedy = INSTALL + " makes it start at login";
            return new Check(name, Check.Verdict.OK, "the service does not start by itself", remedy);
        }
        if (state.isEmpty()) {
            String seen = "it does not know the service, although its file exists";
            return Check.bad(name, seen, "run " + INSTALL + " again");
        }
        String ended = exit.isEmpty() ? "" : "; its last exit status was " + exit;
        String remedy = "the log beside the database contains the reason";
        if (!state.equals("running") && !state.equals("active")) {
            return Check.bad(name, "the service is " + state + ended, remedy);
        }
        if (starts > MOST_STARTS) {
            return Check.warn(name, "the service was started " + starts + " times" + ended, remedy);
        }
        return Check.ok(name, "the service is " + state);
    }

    /** The first value of each key; nested values come later in the output. */
    private static Map<String, String> values(String printed, String equals) {
        Map<String, String> values = new HashMap<>();
        printed.lines().map(String::strip).forEach(line -> {
            int at = line.indexOf(equals);
            if (at > 0) {
                String value = line.substring(at + equals.length()).strip();
                values.putIfAbsent(line.substring(0, at), value);
            }
        });
        return values;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
