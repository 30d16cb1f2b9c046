package netmon.service.doctor;

import java.util.ArrayList;
import java.util.List;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every source of this machine, by readers of its own: those of a service that measures are not disturbed. */
final class SourceTrials {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTrials.class);

    private final Clock clock;

    SourceTrials(Clock clock) {
        this.clock = clock;
    }

    /** What came of it: the interfaces, then the ways to read sockets, the best first. */
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
            TimedAnswer<List<Interface>> look = look(() -> source.read().interfaces());
            int counted = (int) look.told.stream().filter(Interface::counted).count();
            return new SourceChecks.Trial(source.name(), look.millis, counted, true, source.rowTallies(), "");
        } catch (ScanException | RuntimeException e) {
            return SourceChecks.Trial.failed(source.name(), String.valueOf(e.getMessage()));
        }
    }

    private SourceChecks.Trial sockets(SocketSource source) {
        try {
            TimedAnswer<List<Socket>> look = look(() -> source.read().sockets());
            boolean measures = look.told.stream().anyMatch(each -> each.payload() != null);
            return new SourceChecks.Trial(
                    source.name(), look.millis, look.told.size(), measures, source.rowTallies(), "");
        } catch (ScanException | RuntimeException e) {
            return SourceChecks.Trial.failed(source.name(), String.valueOf(e.getMessage()));
        }
    }

    /** The first look loads what it needs. Only where that makes it slow another one must show how long a look takes. */
    private <T> TimedAnswer<T> look(SourceCall<T> question) throws ScanException {
        TimedAnswer<T> first = timed(question);
        return first.millis > SourceChecks.SLOW_MILLIS ? timed(question) : first;
    }

    private <T> TimedAnswer<T> timed(SourceCall<T> question) throws ScanException {
        long start = clock.monotonicNanos();
        T told = question.ask();
        return new TimedAnswer<>(told, (clock.monotonicNanos() - start) / 1_000_000);
    }

    private record TimedAnswer<T>(T told, long millis) {}

    /** Asks a source. */
    @FunctionalInterface
    private interface SourceCall<T> {
        T ask() throws ScanException;
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
