package netmon.service.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import netmon.model.Calibration;
import netmon.model.Check;
import netmon.model.Interface;
import netmon.model.OperatingSystem;
import netmon.model.SocketTable;
import netmon.platform.Platform;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.service.proof.LoopbackProof;
import netmon.service.settings.Settings;
import netmon.service.sources.Sources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls every source of this machine with readers of its own, so that those of a running service are not disturbed. */
record SourceTrials(Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTrials.class);

    /** The checks of the interfaces, then of the sources of sockets, the best first. */
    List<Check> checks(Settings settings) {
        OperatingSystem system = OperatingSystem.current();
        Platform live = Platform.of(system);
        Machine machine = live.machine();
        try {
            Platform.MachineSources read = Sources.machineSources(system, machine, live.processes(), clock, settings);
            SourceChecks.Trial interfaces = trial(read.counters().name(), () -> interfaces(read.counters()));
            List<SourceChecks.Trial> sockets =
                    read.sockets().stream().map(this::proven).toList();
            List<Check> checks = new ArrayList<>();
            checks.add(SourceChecks.interfaces(interfaces));
            checks.addAll(SourceChecks.sockets(sockets));
            checks.addAll(SourceChecks.rows(List.of(interfaces)));
            int used = SourceChecks.used(sockets);
            for (int i = 0; i < sockets.size(); i++) {
                List<Check> own = details(read.sockets().get(i), sockets.get(i));
                checks.addAll(i <= used ? own : SourceChecks.ofSpare(own));
            }
            read.sockets().forEach(SourceTrials::close);
            return checks;
        } catch (ScanException e) {
            return List.of(Check.bad("sources", String.valueOf(e.getMessage()), "see --scanner"));
        } finally {
            close(machine);
        }
    }

    private static List<Check> details(SocketSource source, SourceChecks.Trial trial) {
        List<Check> checks = new ArrayList<>(SourceChecks.processes(source));
        boolean provedItself = source.provesItself() && trial.works();
        checks.addAll(provedItself ? List.of(SourceChecks.ownProof(source)) : SourceChecks.proofs(List.of(trial)));
        checks.addAll(SourceChecks.remarks(source.name(), source.remarks()));
        checks.addAll(SourceChecks.rows(List.of(trial)));
        return checks;
    }

    private static SourceChecks.Trial interfaces(CounterSource source) throws ScanException {
        long counted =
                source.read().interfaces().stream().filter(Interface::counted).count();
        return new SourceChecks.Trial(source.name(), 0, (int) counted, true, source.rowTallies(), null, "", "");
    }

    /** Polls a source, and proves it if that works. */
    private SourceChecks.Trial proven(SocketSource source) {
        SourceChecks.Trial trial = trial(source.name(), () -> sockets(source));
        try {
            Calibration found = trial.works() ? new LoopbackProof().prove(source) : null;
            return found == null ? trial : trial.proven(found, source.calibrate(found));
        } catch (ScanException e) {
            return SourceChecks.Trial.failed(source.name(), String.valueOf(e.getMessage()));
        }
    }

    private static SourceChecks.Trial sockets(SocketSource source) throws ScanException {
        SocketTable table = source.read();
        int found = table.sockets().size();
        return new SourceChecks.Trial(source.name(), 0, found, table.hasBytes(), source.rowTallies(), null, "", "");
    }

    /** Polls once, or twice if the first poll is slow, because it may have loaded classes and files. */
    private SourceChecks.Trial trial(String name, Callable<SourceChecks.Trial> poll) {
        try {
            SourceChecks.Trial first = timed(poll);
            return first.millis() > SourceChecks.SLOW_MILLIS ? timed(poll) : first;
        } catch (Exception e) {
            return SourceChecks.Trial.failed(name, String.valueOf(e.getMessage()));
        }
    }

    private SourceChecks.Trial timed(Callable<SourceChecks.Trial> poll) throws Exception {
        long start = clock.monotonicNanos();
        SourceChecks.Trial trial = poll.call();
        return trial.withMillis((clock.monotonicNanos() - start) / 1_000_000);
    }

    /** Closes a machine or a source that keeps descriptors open. */
    private static void close(Object used) {
        if (used instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                LOG.warn("cannot close {}: {}", used, e.getMessage());
            }
        }
    }
}
