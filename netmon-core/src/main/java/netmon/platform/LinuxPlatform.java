package netmon.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import netmon.model.AddressNames;
import netmon.model.NetworkLabel;
import netmon.model.OperatingSystem;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.SystemPrograms;
import netmon.scan.counting.InterfaceRule;
import netmon.scan.linux.LinuxMachine;
import netmon.scan.linux.ebpf.EbpfSource;
import netmon.scan.linux.ebpf.RecordedReads;
import netmon.scan.linux.ebpf.containers.GuestNamespaces;
import netmon.scan.linux.ebpf.containers.OlderGuests;
import netmon.scan.linux.interfaces.LinuxNetworks;
import netmon.scan.linux.interfaces.ProcNetDev;
import netmon.scan.linux.processes.LinuxProcesses;
import netmon.scan.linux.resolved.ResolvedCache;
import netmon.scan.linux.sockets.OpenSockets;
import netmon.scan.linux.sockets.SockDiag;
import netmon.scan.lsof.Lsof;
import netmon.scan.oshi.OshiConnections;
import org.jspecify.annotations.Nullable;

/** Linux: /proc, eBPF, netlink and lsof. */
final class LinuxPlatform implements Platform {
    private static final Path ROOT = Path.of("/");

    @Override
    public Machine machine() {
        return new LinuxMachine(ROOT, new SystemPrograms(OperatingSystem.LINUX.utf8Locale())::run);
    }

    @Override
    public Processes processes() {
        return new LinuxProcesses(ROOT);
    }

    @Override
    public CounterSource counters(Machine machine, Clock clock, InterfaceRule rule) {
        return new ProcNetDev(machine, clock, rule);
    }

    @Override
    public Callable<Map<String, NetworkLabel>> networks(Machine machine) {
        return new LinuxNetworks(machine);
    }

    @Override
    public AddressNames resolved() {
        return new ResolvedCache();
    }

    @Override
    public List<ScannerChoice> automaticSources() {
        return List.of(ScannerChoice.EBPF, ScannerChoice.SOCKDIAG, ScannerChoice.LSOF);
    }

    @Override
    public @Nullable SocketSource socketSource(
            ScannerChoice choice, Machine machine, Processes processes, Clock clock) {
        return switch (choice) {
            case EBPF -> ebpf(machine, processes, clock);
            case SOCKDIAG -> sockDiag(machine, processes, clock);
            case LSOF -> Lsof.source(machine);
            case OSHI -> new OshiConnections();
            default -> null;
        };
    }

    /** Null for a recording that was made without eBPF. */
    private static @Nullable SocketSource ebpf(Machine machine, Processes processes, Clock clock) {
        Path proc = processes instanceof LinuxProcesses live ? live.folder() : null;
        OlderGuests older = new OlderGuests(proc, clock::monotonicNanos);
        GuestNamespaces guests = new GuestNamespaces(machine, older, clock::monotonicNanos);
        if (machine instanceof LinuxMachine live && processes instanceof LinuxProcesses own) {
            return new EbpfSource(live::counters, new OpenSockets(machine, own, clock), guests, processes, clock);
        }
        RecordedReads recorded = new RecordedReads(machine);
        return recorded.isThere()
                ? new EbpfSource(() -> recorded, new OpenSockets(machine, processes), guests, processes, clock)
                : null;
    }

    /** On the live machine netmon searches the processes for owners; a recording, or a recorded machine, lists them. */
    private static SocketSource sockDiag(Machine machine, Processes processes, Clock clock) {
        return machine instanceof LinuxMachine && processes instanceof LinuxProcesses live
                ? new SockDiag(machine, live, clock)
                : SockDiag.recorded(machine, processes, clock);
    }

    @Override
    public String name() {
        return OperatingSystem.LINUX.word();
    }
}
