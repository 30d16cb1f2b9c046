package netmon.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.InterfaceRule;
import netmon.scan.Machine;
import netmon.scan.PlainMachine;
import netmon.scan.ProcessHandles;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.SystemPrograms;
import netmon.scan.linux.LinuxMachine;
import netmon.scan.linux.interfaces.ProcNetDev;
import netmon.scan.linux.processes.LinuxProcesses;
import netmon.scan.linux.sockets.SockDiag;
import netmon.scan.lsof.Lsof;
import netmon.scan.macos.MacMachine;
import netmon.scan.macos.NetstatInterfaces;
import netmon.scan.macos.NetstatSockets;
import netmon.scan.macos.Nettop;
import netmon.scan.macos.ProcPidPath;
import netmon.scan.macos.ProgramTime;
import netmon.scan.macos.SleepWatch;
import netmon.scan.oshi.OshiConnections;
import netmon.scan.oshi.OshiCounters;
import org.jspecify.annotations.Nullable;

/**
 * What reads a machine of one operating system; the one place that tells systems apart.
 *
 * @param counters reads the interfaces
 * @param sockets read the sockets, the best first, for a {@code SocketScanner}
 */
public record Platform(CounterSource counters, List<SocketSource> sockets) {
    /** The systems by the word that a recording holds. */
    public static final String MACOS = "macos";

    public static final String LINUX = "linux";
    public static final String OTHER = "other";

    private static final Path ROOT = Path.of("/");

    public Platform {
        sockets = List.copyOf(sockets);
    }

    /** The word for the system that this program runs on. */
    public static String here() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? MACOS : name.startsWith("linux") ? LINUX : OTHER;
    }

    /** The live machine. */
    public static Machine machine(String system) {
        return switch (system) {
            case MACOS -> new MacMachine(new SystemPrograms("en_US.UTF-8"));
            case LINUX -> new LinuxMachine(ROOT, new SystemPrograms("C.UTF-8")::run);
            default -> new PlainMachine(new SystemPrograms("C.UTF-8"));
        };
    }

    /** The live machine's processes. */
    public static Processes processes(String system) {
        return switch (system) {
            case MACOS -> new ProcPidPath();
            case LINUX -> new LinuxProcesses(ROOT);
            default -> new ProcessHandles();
        };
    }

    /** Processor time of the programs that this process ran; 0 where the system's own account of a process has it. */
    public static long programNanos() {
        return here().equals(MACOS) ? ProgramTime.nanos() : 0;
    }

    /** What tells how long the live machine has slept; null where its clocks tell by themselves, or nothing does. */
    public static @Nullable SleepWatch sleepWatch(String system) {
        return system.equals(MACOS) ? new SleepWatch(machine(system)) : null;
    }

    /**
     * The readers of a machine, live or recorded.
     *
     * @param scanner how sockets are to be read; {@link ScannerChoice#AUTO} for the best way that works
     * @throws ScanException if that way does not exist on this system
     */
    public static Platform of(
            String system, Machine machine, Processes processes, Clock clock, InterfaceRule rule, ScannerChoice scanner)
            throws ScanException {
        return switch (system) {
            case MACOS -> new Platform(new NetstatInterfaces(machine, rule), macosSockets(machine, scanner));
            case LINUX ->
                new Platform(new ProcNetDev(machine, clock, rule), linuxSockets(machine, processes, clock, scanner));
            default -> new Platform(new OshiCounters(rule), otherSockets(system, machine, scanner));
        };
    }

    /** OSHI only when forced: it would read the live machine in place of a recording whose programs all fail. */
    private static List<SocketSource> macosSockets(Machine machine, ScannerChoice scanner) throws ScanException {
        return switch (scanner) {
            case AUTO -> List.of(new NetstatSockets(machine), new Nettop(machine), new Lsof(machine));
            case NETSTAT -> List.of(new NetstatSockets(machine));
            case NETTOP -> List.of(new Nettop(machine));
            case LSOF -> List.of(new Lsof(machine));
            case OSHI -> List.of(new OshiConnections());
            case SOCKDIAG -> throw notHere(scanner, MACOS);
        };
    }

    private static List<SocketSource> linuxSockets(
            Machine machine, Processes processes, Clock clock, ScannerChoice scanner) throws ScanException {
        return switch (scanner) {
            case AUTO -> List.of(sockDiag(machine, processes, clock), new Lsof(machine));
            case SOCKDIAG -> List.of(sockDiag(machine, processes, clock));
            case LSOF -> List.of(new Lsof(machine));
            case OSHI -> List.of(new OshiConnections());
            case NETSTAT, NETTOP -> throw notHere(scanner, LINUX);
        };
    }

    /** The living machine's processes are asked for owners; what is recorded, or was, lists them. */
    private static SockDiag sockDiag(Machine machine, Processes processes, Clock clock) {
        return machine instanceof LinuxMachine && processes instanceof LinuxProcesses living
                ? new SockDiag(machine, living, clock)
                : new SockDiag(machine, processes);
    }

    private static List<SocketSource> otherSockets(String system, Machine machine, ScannerChoice scanner)
            throws ScanException {
        return switch (scanner) {
            case AUTO -> List.of(new OshiConnections(), new Lsof(machine));
            case LSOF -> List.of(new Lsof(machine));
            case OSHI -> List.of(new OshiConnections());
            case SOCKDIAG, NETSTAT, NETTOP -> throw notHere(scanner, system);
        };
    }

    private static ScanException notHere(ScannerChoice scanner, String system) {
        return new ScanException("--scanner " + scanner.name().toLowerCase(Locale.ROOT)
                + ": there is no such way to read sockets on "
                + (system.equals(OTHER) ? System.getProperty("os.name") : system));
    }
}
