package netmon.scan.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Address;
import netmon.model.NetworkRoute;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.RecordedReads;
import netmon.scan.linux.ebpf.containers.GuestNamespaces;
import netmon.scan.linux.ebpf.kernel.LiveReads;
import netmon.scan.linux.ebpf.records.CounterReads;
import netmon.scan.linux.interfaces.KernelName;
import netmon.scan.linux.interfaces.Links;
import netmon.scan.linux.interfaces.NetClassDevice;
import netmon.scan.linux.interfaces.ProcNetRoutes;
import netmon.scan.linux.owners.SocketHolders;
import netmon.scan.linux.processes.LinuxProcesses;
import org.jspecify.annotations.Nullable;

/**
 * The live Linux machine. A question is a file of {@code /proc} ({@code proc net dev}), a kernel dump of {@link
 * KernelDumps}, {@code socket owners} and {@code run times} (the texts of {@link SocketHolders}), {@code sys class net}
 * ({@link NetClassDevice}), the counters of eBPF programs ({@link RecordedReads}), or else a command line. Not
 * thread-safe.
 */
public final class LinuxMachine implements Machine, AutoCloseable {
    /** Far more than any file that netmon reads has; a limit against an unexpected file. */
    private static final int MAX_FILE_BYTES = 4 * 1024 * 1024;

    private static final char LAST_ASCII = 0x7f;

    private final Path root;
    private final ProgramCall programs;
    private final SocketHolders holders;
    private final KernelDumps dumps = new KernelDumps();
    private ByteBuffer file = ByteBuffer.allocateDirect(16 * 1024);
    private String boot = "";
    private @Nullable LiveReads counters;

    /** Runs an outside program. */
    @FunctionalInterface
    public interface ProgramCall {
        /** The output; the command line has no folder before the program. */
        ProgramOutput run(String commandLine) throws ScanException;
    }

    /**
     * Opens nothing yet.
     *
     * @param root the folder that contains {@code proc}: {@code /}
     * @param programs runs command lines
     */
    public LinuxMachine(Path root, ProgramCall programs) {
        this.root = root;
        this.programs = programs;
        this.holders = new SocketHolders(new LinuxProcesses(root));
    }

    @Override
    public ProgramOutput read(String name) throws ScanException {
        if (name.startsWith("proc ")) {
            return file(name);
        }
        if (name.equals(SocketHolders.NAME)) {
            return ProgramOutput.of(holders.list());
        }
        if (name.equals(SocketHolders.RUN_TIMES)) {
            return ProgramOutput.of(holders.runTimes());
        }
        if (name.equals(NetClassDevice.QUESTION)) {
            return ProgramOutput.of(NetClassDevice.list(root));
        }
        if (name.startsWith(GuestNamespaces.QUESTION)) {
            String pid = "proc " + name.substring(GuestNamespaces.QUESTION.length());
            return ProgramOutput.of(
                    GuestNamespaces.facts(file(pid + " cgroup").text(), textOrEmpty(pid + " net route")));
        }
        if (name.startsWith("bpf ")) {
            return counters(name);
        }
        return KernelDumps.has(name) ? dumps.read(name) : programs.run(name);
    }

    /** The counters of the programs that this machine loads and attaches at the first call, and after a failure. */
    public CounterReads counters() throws ScanException {
        LiveReads open = counters;
        if (open == null || open.isClosed()) {
            open = LiveReads.open();
            counters = open;
        }
        return open;
    }

    private ProgramOutput counters(String name) throws ScanException {
        CounterReads open = counters();
        return switch (name) {
            case RecordedReads.COUNTS -> new ProgramOutput(open.counts().recording(), 0);
            case RecordedReads.BIRTHS -> new ProgramOutput(open.births(), 0);
            case RecordedReads.LOST -> new ProgramOutput(open.lost(), 0);
            case RecordedReads.OWN -> ProgramOutput.of(open.own().line());
            default -> throw new ScanException("the counters have no answer of the name " + name);
        };
    }

    /** The JDK cannot decode each name that the kernel allows, so such interfaces get their names by their numbers. */
    @Override
    public Map<String, List<Address>> addresses() throws ScanException {
        Map<String, List<Address>> byName = Machine.super.addresses();
        if (byName.keySet().stream().allMatch(each -> each.chars().allMatch(letter -> letter <= LAST_ASCII))) {
            return byName;
        }
        Map<Integer, String> names = new HashMap<>();
        Links.parse(read("links").bytes()).all().forEach(link -> names.put(link.index(), link.name()));
        return Machine.addresses(each -> names.getOrDefault(each.getIndex(), each.getName()));
    }

    @Override
    public List<NetworkRoute> routes() {
        List<NetworkRoute> routes = new ArrayList<>(ProcNetRoutes.parseIpv4(textOrEmpty("proc net route")));
        routes.addAll(ProcNetRoutes.parseIpv6(textOrEmpty("proc net ipv6_route")));
        return routes;
    }

    /** Empty where the file is missing, as without IPv6, or where a router has more routes than netmon reads. */
    private String textOrEmpty(String name) {
        try {
            return KernelName.decode(file(name).bytes());
        } catch (ScanException e) {
            return "";
        }
    }

    @Override
    public String boot() {
        if (boot.isEmpty()) {
            boot = readBoot();
        }
        return boot;
    }

    private String readBoot() {
        try {
            return Files.readString(root.resolve("proc/sys/kernel/random/boot_id"))
                    .strip();
        } catch (IOException e) {
            return ""; // such as too many open files: the next reading asks again
        }
    }

    @Override
    public void close() {
        dumps.close();
        if (counters != null) {
            counters.close();
        }
    }

    private ProgramOutput file(String name) throws ScanException {
        Path path = root.resolve(name.replace(' ', '/'));
        file.clear();
        try (FileChannel channel = FileChannel.open(path)) {
            while (channel.read(file) >= 0) {
                if (!file.hasRemaining()) {
                    enlarge(path);
                }
            }
        } catch (IOException e) {
            throw new ScanException("could not read " + path + ": " + e, e);
        }
        return new ProgramOutput(file.flip().duplicate(), 0);
    }

    private void enlarge(Path path) throws ScanException {
        if (file.capacity() >= MAX_FILE_BYTES) {
            throw new ScanException(path + ": more than " + MAX_FILE_BYTES + " bytes");
        }
        file = ByteBuffer.allocateDirect(file.capacity() * 2).put(file.flip());
    }
}
