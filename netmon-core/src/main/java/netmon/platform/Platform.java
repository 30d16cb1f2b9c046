package netmon.platform;

import java.util.List;
import java.util.Locale;
import netmon.model.Calibration;
import netmon.model.OperatingSystem;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.InterfaceRule;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;

/** Creates the readers of one operating system. */
public interface Platform {
    /**
     * The sources of one machine, live or recorded.
     *
     * @param counters reads the interfaces
     * @param sockets read the sockets, in order of preference, for a {@code SocketScanner}
     */
    record MachineSources(CounterSource counters, List<SocketSource> sockets) {
        public MachineSources {
            sockets = List.copyOf(sockets);
        }
    }

    /** The one switch over the operating system: everything below {@code netmon.scan} is chosen here. */
    static Platform of(OperatingSystem system) {
        return switch (system) {
            case MACOS -> new MacPlatform();
            case LINUX -> new LinuxPlatform();
            case OTHER -> new OtherPlatform();
        };
    }

    /** The live machine. */
    Machine machine();

    /** The processes of the live machine. */
    Processes processes();

    /**
     * For how long the live machine slept since the first call, in nanoseconds; 0 where its boot clock includes sleep,
     * or nothing reports it.
     */
    default long asleepNanos(long wallMillis, long monotonicNanos) {
        return 0;
    }

    /** CPU time of the programs that this process ran; 0 where the system adds it to the time of this process. */
    default long programNanos() {
        return 0;
    }

    /** The source of the interfaces' counters. */
    CounterSource counters(Machine machine, Clock clock, InterfaceRule rule);

    /** Every source of sockets that the system has, in order of preference. */
    List<SocketSourceOption> socketSources(Machine machine, Processes processes, Clock clock);

    /**
     * The sources of a machine, live or recorded.
     *
     * @param scanner the source of sockets; {@link ScannerChoice#AUTO} for all that netmon chooses by itself
     * @throws ScanException if the system has no such source
     */
    default MachineSources sources(
            Machine machine, Processes processes, Clock clock, InterfaceRule rule, ScannerChoice scanner)
            throws ScanException {
        List<SocketSource> sockets = socketSources(machine, processes, clock).stream()
                .filter(option -> option.isChosenBy(scanner))
                .map(option -> option.source().get())
                .toList();
        if (sockets.isEmpty()) {
            throw new ScanException("--scanner " + scanner.name().toLowerCase(Locale.ROOT)
                    + ": there is no such way to read sockets on " + name());
        }
        for (Calibration found : machine.calibrations()) {
            sockets.stream()
                    .filter(source -> source.name().equals(found.source()))
                    .forEach(source -> source.calibrate(found));
        }
        return new MachineSources(counters(machine, clock, rule), sockets);
    }

    /** The system's name in messages. */
    String name();
}
