package netmon.platform;

import java.util.List;
import netmon.model.OperatingSystem;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.InterfaceRule;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ProgramMachine;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.SystemPrograms;
import netmon.scan.lsof.Lsof;
import netmon.scan.macos.LibSystem;
import netmon.scan.macos.NetstatInterfaces;
import netmon.scan.macos.NetstatSockets;
import netmon.scan.macos.Nettop;
import netmon.scan.macos.ProcPidPath;
import netmon.scan.macos.SleepWatch;
import netmon.scan.oshi.OshiConnections;
import org.jspecify.annotations.Nullable;

/** macOS: netstat, nettop and lsof. */
final class MacPlatform implements Platform {
    /** Not {@code kern.boottime}, which moves when the clock is set. */
    static final String BOOT = "sysctl -n kern.bootsessionuuid";

    private final SleepWatch sleep = new SleepWatch(machine());

    @Override
    public Machine machine() {
        return new ProgramMachine(new SystemPrograms(OperatingSystem.MACOS.utf8Locale()), BOOT);
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

    /** OSHI only when forced: where all programs of a recording failed, it would read the live machine instead. */
    @Override
    public List<ScannerChoice> automaticSources() {
        return List.of(ScannerChoice.NETSTAT, ScannerChoice.NETTOP, ScannerChoice.LSOF);
    }

    @Override
    public @Nullable SocketSource socketSource(
            ScannerChoice choice, Machine machine, Processes processes, Clock clock) {
        return switch (choice) {
            case NETSTAT -> new NetstatSockets(machine);
            case NETTOP -> Nettop.source(machine);
            case LSOF -> Lsof.source(machine);
            case OSHI -> new OshiConnections();
            default -> null;
        };
    }

    @Override
    public String name() {
        return OperatingSystem.MACOS.word();
    }
}
