package netmon.service.doctor;

import netmon.model.Check;
import netmon.model.Interface;
import netmon.model.OperatingSystem;
import netmon.model.Socket;
import netmon.platform.Platform;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.service.settings.Settings;
import netmon.service.sources.Sources;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls every source of this machine with readers of its own, so that those of a running service are not disturbed. */
final class SourceTrials {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTrials.class);

    private final Clock clock;

    SourceTrials(Clock clock) {
        this.clock = clock;
    }

    /** The checks of the interfaces, then of the sources of sockets, the best first. */
    List<Check> checks(Settings settings) {
        OperatingSystem system = OperatingSystem.current();
        Platform live = Platform.of(system);
        Machine machine = live.machine();
        try {
            Platform.MachineSources read = Sources.machineSources(system, machine, live.processes(), clock, settings);
            SourceChecks.Trial interfaces = interfaces(read.counters());
            List<SourceChecks.Trial> sockets =
                    read.sockets().stream().map(this::sockets).toList();
            List<Check> checks = new ArrayList<>();
            checks.add(SourceChecks.interfaces(interfaces));
            checks.addAll(SourceChecks.sockets(sockets));
            checks.addAll(SourceChecks.rows(List.of(interfaces)));
            checks.addAll(SourceChecks.rows(sockets));
            return checks;
        } catch (ScanException e) {
            return List.of(Check.bad("sources", String.valueOf(e.getMessage()), "see --scanner"));
        } finally {
            close(machine);
        }
    }

    private SourceChecks.Trial interfaces(CounterSource source) {
        try {
            TimedAnswer<List<Interface>> poll = poll(() -> source.read().interfaces());
            int counted = (int) poll.value.stream().filter(Interface::counted).count();
            return new SourceChecks.Trial(source.name(), poll.millis, counted, true, source.rowTallies(), "");
        } catch (ScanException | RuntimeException e) {
            return SourceChecks.Trial.failed(source.name(), String.valueOf(e.getMessage()));
        }
    }

    private SourceChecks.Trial sockets(SocketSource source) {
        try {
            TimedAnswer<List<Socket>> poll = poll(() -> source.read().sockets());
            boolean measures = poll.value.stream().anyMatch(each -> each.payload() != null);
            return new SourceChecks.Trial(
                    source.name(), poll.millis, poll.value.size(), measures, source.rowTallies(), "");
        } catch (ScanException | RuntimeException e) {
            return SourceChecks.Trial.failed(source.name(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Polls once. A slow first poll may have loaded classes and files, so it is repeated to measure the usual duration.
     */
    private <T> TimedAnswer<T> poll(SourceCall<T> call) throws ScanException {
        TimedAnswer<T> first = timed(call);
        return first.millis > SourceChecks.SLOW_MILLIS ? timed(call) : first;
    }

    private <T> TimedAnswer<T> timed(SourceCall<T> call) throws ScanException {
        long start = clock.monotonicNanos();
        T value = call.read();
        return new TimedAnswer<>(value, (clock.monotonicNanos() - start) / 1_000_000);
    }

    private record TimedAnswer<T>(T value, long millis) {}

    /** Reads a source. */
    @FunctionalInterface
    private interface SourceCall<T> {
        T read() throws ScanException;
    }

    private static void close(Machine machine) {
        if (machine instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                LOG.warn("cannot close {}: {}", machine, e.getMessage());
            }
        }
    }
}
