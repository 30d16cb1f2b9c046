package netmon.platform;

import java.util.List;
import netmon.model.OperatingSystem;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.Machine;
import netmon.scan.NetworkSource;
import netmon.scan.Processes;
import netmon.scan.ProgramMachine;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.SystemPrograms;
import netmon.scan.counting.InterfaceRule;
import netmon.scan.lsof.Lsof;
import netmon.scan.macos.JoinedNetstat;
import netmon.scan.macos.LibSystem;
import netmon.scan.macos.MacNetworks;
import netmon.scan.macos.NetstatInterfaces;
import netmon.scan.macos.NetstatSockets;
import netmon.scan.macos.Nettop;
import netmon.scan.macos.ProcPidPath;
import netmon.scan.macos.SleepWatch;
import netmon.scan.macos.ntstat.KernelControl;
import netmon.scan.macos.ntstat.MacKernelControl;
import netmon.scan.macos.ntstat.NtstatSockets;
import netmon.scan.macos.ntstat.RecordedControl;
import netmon.scan.macos.ntstat.UnknownLengths;
import netmon.scan.oshi.OshiConnections;
import netmon.scan.recording.Recorder;
import org.jspecify.annotations.Nullable;

/** macOS: ntstat, netstat, nettop and lsof. */
final class MacPlatform implements Platform {
    /** Not {@code kern.boottime}, which moves when the clock is set. */
    static final String BOOT = "sysctl -n kern.bootsessionuuid";

    static final String VERSION = "sw_vers -productVersion";

    private final SleepWatch sleep = new SleepWatch(machine());

    @Override
    public Machine machine() {
        SystemPrograms programs = new SystemPrograms(OperatingSystem.MACOS.utf8Locale());
        return new ProgramMachine(new JoinedNetstat(programs), BOOT, VERSION);
    }

    @Override
    public Processes processes() {
        return new ProcPidPath();
    }

    @Override
    public long asleepNanos(long wallMillis, long monotonicNanos) {
        return sleep.asleepNanos(wallMillis, monotonicNanos);
    }

    @Override
    public long programNanos() {
        return LibSystem.programNanos();
    }

    @Override
    public CounterSource counters(Machine machine, Clock clock, InterfaceRule rule) {
        return new NetstatInterfaces(machine, rule);
    }

    @Override
    public NetworkSource networks(Machine machine) {
        return new MacNetworks(machine);
    }

    /** OSHI only when forced: where all programs of a recording failed, it would read the live machine instead. */
    @Override
    public List<ScannerChoice> automaticSources() {
        return List.of(ScannerChoice.NTSTAT, ScannerChoice.NETSTAT, ScannerChoice.NETTOP, ScannerChoice.LSOF);
    }

    @Override
    public @Nullable SocketSource socketSource(
            ScannerChoice choice, Machine machine, Processes processes, Clock clock) {
        return switch (choice) {
            case NTSTAT -> ntstat(machine, clock);
            case NETSTAT -> new NetstatSockets(machine);
            case NETTOP -> Nettop.source(machine);
            case LSOF -> Lsof.unblocked(machine);
            case OSHI -> new OshiConnections();
            default -> null;
        };
    }

    /**
     * A recorder keeps its source from tick to tick: the kernel reports a closed socket on the same connection only.
     */
    private static SocketSource ntstat(Machine machine, Clock clock) {
        return machine instanceof Recorder recorder
                ? recorder.ntstat(control(recorder.recorded()))
                : new NtstatSockets(control(machine), UnknownLengths.REFUSE, clock::monotonicNanos);
    }

    /** Only a live machine has a kernel to ask; every other one answers from its file {@code ntstat}, if it has one. */
    private static KernelControl.Opener control(Machine machine) {
        return machine instanceof ProgramMachine
                ? MacKernelControl::open
                : () -> new RecordedControl(() -> machine.read("ntstat").bytes());
    }

    @Override
    public String name() {
        return OperatingSystem.MACOS.word();
    }
}
