package netmon.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.client.OwnerAdvice;
import netmon.cli.client.ServiceStatus;
import netmon.cli.client.Unmeasured;
import netmon.cli.session.StartInstructions;
import netmon.cli.status.StatusReport;
import netmon.cli.text.Accuracy;
import netmon.model.Check;
import netmon.model.Gap;
import netmon.model.StoreException;
import netmon.protocol.ServiceContract;
import netmon.protocol.ServiceLoad;
import netmon.protocol.SocketsStatus;
import netmon.protocol.StatusReply;
import org.jspecify.annotations.Nullable;

/** Checks of the database and the service, one for each known problem. It judges values that others have read. */
final class DatabaseChecks {
    /** A larger share of estimated or unattributed bytes is a warning; a guess. */
    private static final double MUCH = 0.25;

    /** A row that is further in the future means a wrong clock. */
    private static final long AHEAD_SECONDS = 60;

    /** The source that needs rights which most users do not have; the next one measures as well. */
    private static final String EBPF = "eBPF: ";

    private DatabaseChecks() {}

    /**
     * The checks of a database that can be read, and of its service.
     *
     * @param version the version of this command
     */
    static List<Check> of(StatusReport report, StartInstructions instructions, String version) {
        List<Check> checks = new ArrayList<>();
        checks.add(service(report, instructions));
        if (report.isRunning()) {
            checks.add(answer(report.service(), version, instructions));
            if (!report.service().isSilent()) {
                checks.addAll(ofService(report.service().reply()));
            }
        }
        checks.add(rows(report.strange()));
        boolean isUnmeasured = report.service().reply().unmeasured() != null;
        checks.add(isUnmeasured ? Check.unknown("share", "nothing is measured at present") : basis(report.today()));
        checks.add(counters(report.gaps()));
        checks.add(clock(report));
        return checks;
    }

    private static List<Check> ofService(StatusReply status) {
        List<Check> checks = new ArrayList<>(List.of(measuring(status), source(status), owners(status)));
        ServiceLoad load = status.load();
        if (load != null) {
            checks.add(punctuality(load));
        }
        checks.add(writing(status));
        return checks;
    }

    /** The check of a database that cannot be read. */
    static Check database(StoreException failure, StartInstructions instructions) {
        String remedy = switch (failure.kind()) {
            case MISSING -> startIt(instructions) + ", or name another database with --db";
            case UNUSABLE ->
                "if it is new, " + startIt(instructions)
                        + "; else get the right to read it, or name another one with --db";
            case NEWER -> "use the command that belongs to the service that wrote it";
            case BUSY, FULL, REPLACED -> "try again";
            case DAMAGED -> "see netmon verify; netmon-service sets a damaged database aside and starts a new one";
        };
        return Check.bad("database", failure.getMessage(), remedy);
    }

    private static String startIt(StartInstructions instructions) {
        return "start it: " + instructions.start();
    }

    static Check service(StatusReport report, StartInstructions instructions) {
        var pulse = report.pulse();
        if (pulse == null) {
            return Check.bad("service", "it has never run with this database", startIt(instructions));
        }
        if (!pulse.running()) {
            String ago = (pulse.exact() ? "" : "at most ") + (report.now() - pulse.lastAlive() / 1000) + " s ago";
            return Check.bad("service", "it does not run; it was last alive " + ago, startIt(instructions));
        }
        long silent = pulse.silentSeconds(report.now());
        if (silent > ServiceContract.SILENT_SECONDS) {
            return Check.bad(
                    "service",
                    "process " + pulse.pid() + " has the database, but was silent for " + silent + " s",
                    "is the process stopped, or the disk stuck? restart it: " + instructions.restart());
        }
        return Check.ok("service", "process " + pulse.pid() + " runs");
    }

    static Check answer(ServiceStatus service, String version, StartInstructions instructions) {
        if (!service.allowed()) {
            // The service of another user is no fault; its database can be read.
            return new Check(
                    "answers",
                    Check.Verdict.OK,
                    service.silence(),
                    "sudo netmon doctor shows what only the service knows");
        }
        if (service.isSilent()) {
            return Check.bad("answers", service.silence(), "restart it: " + instructions.restart());
        }
        String its = service.reply().version();
        if (!its.isEmpty() && !its.equals(version)) {
            return Check.warn(
                    "answers",
                    "the service is of version " + its + ", this command of " + version,
                    "restart it: " + instructions.restart());
        }
        return Check.ok("answers", "the service answers");
    }

    static Check measuring(StatusReply status) {
        StatusReply.StatusChange unmeasured = status.unmeasured();
        return unmeasured == null
                ? Check.ok("measuring", "the service reads the interfaces")
                : Check.bad(
                        "measuring",
                        Unmeasured.words(unmeasured),
                        "see the check of the interfaces; the bytes are counted when they can be read again");
    }

    static Check source(StatusReply status) {
        String name = "source";
        SocketsStatus sockets = status.sockets();
        if (sockets == null) {
            return Check.warn(name, "applications are not tracked", "leave out --no-app-tracking");
        }
        if (!sockets.trouble().isEmpty()) {
            return Check.bad(name, sockets.trouble(), "every byte is Unattributed; see the checks of sockets");
        }
        if (!sockets.doubt().isEmpty()) {
            String seen = sockets.source() + " is used, but its numbers are not believed: " + sockets.doubt();
            return Check.warn(name, seen, "its bytes are estimated; report it with --record");
        }
        if (sockets.passedOver().startsWith(EBPF) && sockets.measures()) {
            return new Check(
                    name,
                    Check.Verdict.OK,
                    sockets.source() + " is used; " + sockets.passedOver(),
                    "a service that runs as root also counts UDP and containers: sudo netmon setup --system");
        }
        if (!sockets.passedOver().isEmpty()) {
            String seen = sockets.source() + " is used, since: " + sockets.passedOver();
            return Check.warn(name, seen, "make the better source work; netmon tries it every few minutes");
        }
        if (!sockets.measures() && sockets.open() > 0) {
            String seen = sockets.source() + " counts no bytes, so applications are estimated";
            return Check.warn(name, seen, "leave out --scanner, so that netmon uses the best source");
        }
        return Check.ok(name, sockets.source() + " is used");
    }

    /** Whether netmon may see the processes of other users. */
    static Check owners(StatusReply status) {
        SocketsStatus sockets = status.sockets();
        if (sockets == null || sockets.ownerless() == 0) {
            return Check.ok("owners", "every socket has a known owner");
        }
        String seen = sockets.ownerless() + " of " + sockets.open() + " sockets have no known owner";
        return OwnerAdvice.hasRemedy(status)
                ? Check.warn("owners", seen, OwnerAdvice.remedy(status))
                : Check.ok("owners", seen + "; " + OwnerAdvice.remedy(status));
    }

    static Check punctuality(ServiceLoad load) {
        String seen = load.lateTicks() + " ticks were late and " + load.missedTicks() + " were missed since the start";
        return load.missedTicks() == 0
                ? Check.ok("punctuality", seen)
                : Check.warn("punctuality", seen, "the machine is very busy");
    }

    static Check writing(StatusReply status) {
        StatusReply.Unwritten unwritten = status.unwritten();
        return unwritten != null
                ? Check.bad(
                        "writing",
                        unwritten.why() + "; samples kept in memory: " + unwritten.samples(),
                        "is the disk full, or does another program hold the database?")
                : Check.ok("writing", "all samples are in the database");
    }

    static Check rows(@Nullable String strange) {
        return strange == null
                ? Check.ok("rows", "all new rows are netmon's")
                : Check.warn(
                        "rows", strange, "such rows are left out of every answer; netmon verify searches all rows");
    }

    static Check basis(Accuracy today) {
        if (today.isEmpty()) {
            return Check.ok("share", "no bytes are recorded today");
        }
        double all = (double) today.measured() + today.estimated() + today.unattributed();
        if (today.unattributed() > all * MUCH) {
            return Check.warn(
                    "share",
                    today.line(),
                    "the traffic of containers, of other users and of times without netmon has no known owner");
        }
        if (today.estimated() > all * MUCH) {
            return Check.warn("share", today.line(), "bytes that the system does not count per socket are estimated");
        }
        return Check.ok("share", today.line());
    }

    static Check counters(List<Gap> gaps) {
        List<String> frozen = gaps.stream()
                .filter(each -> each.kind() == Gap.Kind.COUNTER_FROZEN)
                .map(Gap::detail)
                .distinct()
                .toList();
        return frozen.isEmpty()
                ? Check.ok("counters", "no counter was frozen today")
                : Check.warn(
                        "counters",
                        "the receive counter of " + String.join(", ", frozen) + " was frozen today",
                        "netmon used the bytes of the sockets instead; a content filter or driver may be the cause");
    }

    static Check clock(StatusReport report) {
        Long last = report.last();
        long ahead = last == null ? 0 : last - report.now();
        if (ahead > AHEAD_SECONDS) {
            return Check.bad(
                    "clock",
                    "the newest row is " + ahead + " s in the future",
                    "the clock was, or is, wrong; set it by NTP");
        }
        long steps = report.gaps().stream()
                .filter(each -> each.kind() == Gap.Kind.CLOCK_STEPPED)
                .count();
        return steps == 0
                ? Check.ok("clock", "the clock was not set today")
                : Check.warn(
                        "clock",
                        "the clock was set " + (steps == 1 ? "once" : steps + " times") + " today",
                        "rows of those moments have the times of that clock");
    }
}
