package netmon.service.doctor;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Calibration;
import netmon.model.Check;
import netmon.scan.RowTally;
import netmon.scan.SocketSource;
import org.jspecify.annotations.Nullable;

/** Judges the trials of the sources: whether each works, and fast enough. */
final class SourceChecks {
    /** A source that takes longer is polled less often than once a second; see {@code SocketReadSchedule}. */
    static final long SLOW_MILLIS = 50;

    /** A source that takes longer cannot be polled each second at all. */
    private static final long TOO_SLOW_MILLIS = 1000;

    /** Needs a right that most users do not have, and the next source measures as well: its absence is no fault. */
    private static final String EBPF = "ebpf";

    private static final String SPARE = "it is only needed if the better source fails";

    private static final String EBPF_BRINGS =
            "with it UDP, short connections and containers have exact owners; sudo netmon setup --system runs the"
                    + " service as root";

    /**
     * The result of one poll of a source.
     *
     * @param name such as {@code netstat}
     * @param millis the duration of the poll
     * @param found the number of counted interfaces or of sockets
     * @param measures true if it reports the sockets' bytes
     * @param rows how many lines of its programs were parsed
     * @param proof what the proof of its numbers found; null if it was not proven
     * @param objection why its numbers are not believed; empty if they are
     * @param failure the reason why it does not work; empty if it works
     */
    record Trial(
            String name,
            long millis,
            int found,
            boolean measures,
            List<RowTally> rows,
            @Nullable Calibration proof,
            String objection,
            String failure) {
        Trial {
            rows = List.copyOf(rows);
        }

        static Trial failed(String name, String failure) {
            return new Trial(name, 0, 0, false, List.of(), null, "", failure);
        }

        Trial withMillis(long duration) {
            return new Trial(name, duration, found, measures, rows, proof, objection, failure);
        }

        /** @param corrected whether the reader corrects bytes that are counted twice or with headers */
        Trial proven(Calibration calibration, boolean corrected) {
            return new Trial(
                    name, millis, found, measures, rows, calibration, calibration.objection(corrected), failure);
        }

        boolean works() {
            return failure.isEmpty();
        }
    }

    private SourceChecks() {}

    static Check interfaces(Trial trial) {
        String name = "interfaces";
        if (!trial.works()) {
            return Check.bad(name, trial.failure(), "without interfaces nothing is measured: report it with --record");
        }
        if (trial.found() == 0) {
            return Check.bad(name, trial.name() + " reports no interface that counts", "name one with --interfaces");
        }
        return timed(name, trial, trial.found() + (trial.found() == 1 ? " interface counts" : " interfaces count"));
    }

    /** @param trials the best source first */
    static List<Check> sockets(List<Trial> trials) {
        List<Check> checks = new ArrayList<>();
        boolean worked = false;
        for (Trial each : trials) {
            Check check = sockets(each, checks.isEmpty(), worked);
            checks.addAll(worked ? ofSpare(List.of(check)) : List.of(check));
            worked |= isUsable(each);
        }
        if (!worked) {
            checks.add(Check.bad(
                    "sockets", "no source of sockets works", "every byte is Unattributed; see the lines above"));
        }
        return checks;
    }

    /** The place of the source that netmon uses: the first that works and is believed. */
    static int used(List<Trial> trials) {
        for (int i = 0; i < trials.size(); i++) {
            if (isUsable(trials.get(i))) {
                return i;
            }
        }
        return trials.size();
    }

    private static boolean isUsable(Trial trial) {
        return trial.works() && trial.objection().isEmpty();
    }

    /** The same findings about a source that is not in use: they are no faults. */
    static List<Check> ofSpare(List<Check> checks) {
        return checks.stream()
                .map(each -> switch (each.verdict()) {
                    case WARN, BAD -> new Check(each.name(), Check.Verdict.OK, each.seen(), SPARE);
                    case OK, UNKNOWN -> each;
                })
                .toList();
    }

    private static Check sockets(Trial trial, boolean best, boolean spare) {
        String name = "sockets by " + trial.name();
        if (!trial.works() && spare) {
            return new Check(name, Check.Verdict.OK, trial.failure(), SPARE);
        }
        if (!trial.works() && trial.name().equals(EBPF)) {
            return new Check(name, Check.Verdict.OK, trial.failure(), EBPF_BRINGS);
        }
        if (!trial.works()) {
            String remedy = "without it applications are estimated; install it, or report it with --record";
            return Check.warn(name, trial.failure(), remedy);
        }
        if (best && !trial.measures() && trial.found() > 0) {
            return Check.warn(name, sockets(trial) + ", without their bytes", "applications are estimated");
        }
        return timed(name, trial, sockets(trial) + (trial.measures() ? ", with their bytes" : ""));
    }

    /** The verdict on a source that proves itself and works: it passed, or there was nothing to try it with. */
    static Check ownProof(SocketSource source) {
        String name = "proof of " + source.name();
        return source.ownProof().isEmpty()
                ? Check.unknown(name, "there is no interface but lo to try it on")
                : Check.ok(name, source.ownProof());
    }

    /** A verdict on each source that works: proven, or refused because its numbers make no sense. */
    static List<Check> proofs(List<Trial> trials) {
        return trials.stream().filter(Trial::works).map(SourceChecks::proof).toList();
    }

    private static Check proof(Trial trial) {
        String name = "proof of " + trial.name();
        Calibration found = trial.proof();
        if (found == null) {
            return Check.unknown(name, "it does not list loopback, or there is no loopback here");
        }
        return trial.objection().isEmpty()
                ? Check.ok(name, "proven over loopback: " + found.summary())
                : Check.warn(
                        name,
                        "refused: " + trial.objection() + " (" + found.summary() + ")",
                        "netmon uses the next source; where there is none, the bytes of this one are estimated");
    }

    /** What is unusual about the sources. */
    static List<Check> remarks(String name, List<String> remarks) {
        return remarks.stream()
                .map(each -> Check.warn("state of " + name, each, "report it with netmon doctor --record FILE"))
                .toList();
    }

    private static String sockets(Trial trial) {
        return trial.found() + (trial.found() == 1 ? " socket" : " sockets");
    }

    /** How many lines of each program were parsed, of programs that printed any. */
    static List<Check> rows(List<Trial> trials) {
        String name = "lines understood";
        String remedy = "netmon should parse them: record with netmon doctor --record FILE --anonymise, and report it";
        return trials.stream()
                .flatMap(each -> each.rows().stream())
                .filter(RowTally::isUsed)
                .map(each -> each.isWellUnderstood()
                        ? Check.ok(name, each.summary())
                        : Check.warn(name, each.summary(), remedy))
                .toList();
    }

    /** Whether the processes that own sockets are visible, after a poll of their source. */
    static List<Check> processes(SocketSource polled) {
        SocketSource.OwnerTally owners = polled.tally();
        if (owners == null || owners.unknown() == 0 || polled.confinement().isEmpty()) {
            return List.of();
        }
        String seen = owners.unknown() + (owners.unknown() == 1 ? " socket has" : " sockets have") + " no known owner";
        return List.of(Check.warn("processes", seen, polled.confinement()));
    }

    private static Check timed(String name, Trial trial, String result) {
        String seen = trial.name() + ": " + result + ", in " + trial.millis() + " ms";
        if (trial.millis() > TOO_SLOW_MILLIS) {
            return Check.bad(name, seen, "it is too slow to be polled each second; is the machine very busy?");
        }
        if (trial.millis() > SLOW_MILLIS) {
            return Check.warn(name, seen, "it is slow, so it is polled less often than once a second");
        }
        return Check.ok(name, seen);
    }
}
