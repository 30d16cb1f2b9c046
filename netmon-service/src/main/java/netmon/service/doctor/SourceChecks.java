package netmon.service.doctor;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Check;
import netmon.scan.RowTally;

/** Whether what the machine is asked for tells it, and soon enough. Pure: what the trials showed is given. */
final class SourceChecks {
    /** A look that takes longer than this is made less often than once a second; see {@code SocketReadSchedule}. */
    static final long SLOW_MILLIS = 50;

    /** A look that takes longer cannot be made each second at all. */
    private static final long TOO_SLOW_MILLIS = 1000;

    /**
     * What asking one source showed.
     *
     * @param name such as {@code netstat}
     * @param millis how long a look took
     * @param told how many interfaces or sockets it told of
     * @param measures whether it tells the sockets' bytes
     * @param rows how much of what its programs printed was understood
     * @param failure why it does not work; empty where it does
     */
    record Trial(String name, long millis, int told, boolean measures, List<RowTally> rows, String failure) {
        Trial {
            rows = List.copyOf(rows);
        }

        static Trial failed(String name, String failure) {
            return new Trial(name, 0, 0, false, List.of(), failure);
        }

        boolean works() {
            return failure.isEmpty();
        }
    }

    private SourceChecks() {}

    static Check interfaces(Trial trial) {
        String name = "interfaces";
        if (!trial.works()) {
            return Check.bad(name, trial.failure(), "without them nothing is measured: report it with --record");
        }
        if (trial.told() == 0) {
            return Check.bad(name, trial.name() + " tells of no interface that counts", "name one with --interfaces");
        }
        return timed(name, trial, trial.told() + (trial.told() == 1 ? " interface counts" : " interfaces count"));
    }

    /** @param trials the best source first */
    static List<Check> sockets(List<Trial> trials) {
        List<Check> checks = new ArrayList<>();
        boolean worked = false;
        for (Trial each : trials) {
            checks.add(sockets(each, checks.isEmpty(), worked));
            worked |= each.works();
        }
        if (!worked) {
            checks.add(Check.bad(
                    "sockets", "no way to read them works", "every byte is Unattributed; see the lines above"));
        }
        return checks;
    }

    private static Check sockets(Trial trial, boolean best, boolean spare) {
        String name = "sockets by " + trial.name();
        if (!trial.works()) {
            String remedy = spare
                    ? "it is only needed where the better way fails"
                    : "applications are estimated where this way fails; install it, or report it with --record";
            return spare
                    ? new Check(name, Check.Verdict.OK, trial.failure(), remedy)
                    : Check.warn(name, trial.failure(), remedy);
        }
        if (best && !trial.measures() && trial.told() > 0) {
            return Check.warn(name, sockets(trial) + ", without their bytes", "applications are estimated by it");
        }
        return timed(name, trial, sockets(trial) + (trial.measures() ? ", with their bytes" : ""));
    }

    private static String sockets(Trial trial) {
        return trial.told() + (trial.told() == 1 ? " socket" : " sockets");
    }

    /** How much of what each program printed was understood; nothing of those that printed nothing. */
    static List<Check> rows(List<Trial> trials) {
        return trials.stream()
                .flatMap(each -> each.rows().stream())
                .filter(RowTally::isUsed)
                .map(SourceChecks::rows)
                .toList();
    }

    private static Check rows(RowTally tally) {
        return tally.isWellUnderstood()
                ? Check.ok("lines understood", tally.summary())
                : Check.warn(
                        "lines understood",
                        tally.summary(),
                        "netmon should know them: record with netmon doctor --record DIR --anonymise, and report it");
    }

    private static Check timed(String name, Trial trial, String told) {
        String seen = trial.name() + ": " + told + ", in " + trial.millis() + " ms";
        if (trial.millis() > TOO_SLOW_MILLIS) {
            return Check.bad(name, seen, "it is too slow to be asked each second; is the machine very busy?");
        }
        if (trial.millis() > SLOW_MILLIS) {
            return Check.warn(name, seen, "it is slow, and so is asked less often than once a second");
        }
        return Check.ok(name, seen);
    }
}
