package netmon.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import netmon.model.AddressNames;
import netmon.model.NetworkLabel;
import netmon.model.OperatingSystem;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.counting.InterfaceRule;
import org.jspecify.annotations.Nullable;

/** Creates the readers of one operating system. */
public interface Platform {
    /** The counters of the interfaces, and the sources of sockets in order of preference. */
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

    Machine machine();

    Processes processes();

    /** Nanoseconds of sleep since the first call; 0 where the boot clock includes sleep, or it is unknown. */
    default long asleepNanos(long wallMillis, long monotonicNanos) {
        return 0;
    }

    /** CPU time of the programs that this process ran; 0 where the system adds it to the time of this process. */
    default long programNanos() {
        return 0;
    }

    CounterSource counters(Machine machine, Clock clock, InterfaceRule rule);

    /**
     * Finds the networks that the interfaces are connected to, without asking anyone beyond this machine; an interface
     * without a known one is not in the map.
     */
    default Callable<Map<String, NetworkLabel>> networks(Machine machine) {
        return Map::of;
    }

    /** The names of hosts that the system's resolver has in its cache. */
    default AddressNames resolved() {
        return addresses -> {
            throw new IOException("there is no systemd-resolved on " + name());
        };
    }

    /** The sources of sockets that netmon chooses by itself, in order of preference. */
    List<ScannerChoice> automaticSources();

    /** Creates a source of sockets; null if the system has none of this kind. */
    @Nullable
    SocketSource socketSource(ScannerChoice choice, Machine machine, Processes processes, Clock clock);

    /**
     * The sources of a machine, live or recorded; {@link ScannerChoice#AUTO} is all that netmon chooses by itself.
     *
     * @throws ScanException if the system has no such source
     */
    default MachineSources sources(
            Machine machine, Processes processes, Clock clock, InterfaceRule rule, ScannerChoice scanner)
            throws ScanException {
        List<SocketSource> sockets = new ArrayList<>();
        for (ScannerChoice each : scanner == ScannerChoice.AUTO ? automaticSources() : List.of(scanner)) {
            SocketSource source = socketSource(each, machine, processes, clock);
            if (source != null) {
                sockets.add(source);
            }
        }
        if (sockets.isEmpty()) {
            throw new ScanException("--scanner " + scanner.name().toLowerCase(Locale.ROOT)
                    + ": there is no such way to read sockets on " + name());
        }
        return new MachineSources(counters(machine, clock, rule), sockets);
    }

    /** The system's name in messages. */
    String name();
}
