package netmon.scan.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import netmon.model.Address;
import netmon.model.Calibration;
import netmon.model.CalibrationText;
import netmon.model.NetworkRoute;
import netmon.model.OperatingSystem;
import netmon.model.OwnerProcess;
import netmon.scan.Clock;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.scan.macos.ntstat.KernelControl;
import netmon.scan.macos.ntstat.NtstatSockets;
import netmon.scan.macos.ntstat.NtstatTape;
import netmon.scan.macos.ntstat.TappedControl;
import netmon.scan.macos.ntstat.UnknownLengths;
import org.jspecify.annotations.Nullable;

/** A machine that writes down its answers in the format of {@link Recording}, readable only by the owner. */
public final class Recorder implements Machine {
    private final Machine machine;
    private final Processes processes;
    private final Clock clock;
    private final NtstatTape tape = new NtstatTape();
    private @Nullable SocketSource ntstat;
    private final Path dir;
    private CgroupRows cgroups = new CgroupRows();
    private int number;
    private Path tick;
    private @Nullable ScanException failure;

    /** Begins a recording in a folder that does not exist yet. */
    public Recorder(Path dir, OperatingSystem system, Machine machine, Processes processes, Clock clock)
            throws ScanException {
        this.dir = dir;
        this.tick = dir;
        this.machine = machine;
        this.processes = processes;
        this.clock = clock;
        String word = Recording.recordable(system.word()).word();
        makeFolder(dir);
        write(dir.resolve("platform"), word);
        String version = machine.version();
        if (!version.isEmpty()) {
            write(dir.resolve("version"), version);
        }
    }

    /** The machine that is recorded. */
    public Machine recorded() {
        return machine;
    }

    /** The one connection to macOS's ntstat that lasts as long as the recording; every tick keeps what it received. */
    public SocketSource ntstat(KernelControl.Opener control) {
        SocketSource source = ntstat;
        if (source == null) {
            source = new NtstatSockets(
                    () -> new TappedControl(control.open(), tape), UnknownLengths.READ, clock::monotonicNanos);
            ntstat = source;
        }
        return source;
    }

    /** Adds what a proof found about the sources; the recording's reader believes it instead of the version. */
    public void keep(List<Calibration> found) throws ScanException {
        write(dir.resolve("calibration"), CalibrationText.encode(found));
    }

    /** Begins the next tick: all further questions belong to it. */
    public void begin() throws ScanException {
        tick = dir.resolve(String.format(Locale.ROOT, "%04d", ++number));
        makeFolder(tick);
        cgroups = new CgroupRows();
        write(tick.resolve("at"), Long.toString(clock.wallMillis()));
        write(tick.resolve("mono"), Long.toString(clock.monotonicNanos() / 1_000_000));
        write(tick.resolve("uptime"), Long.toString(clock.bootNanos() / 1_000_000));
        write(tick.resolve("boot"), machine.boot());
        StringBuilder rows = new StringBuilder();
        machine.addresses()
                .forEach((name, addresses) -> addresses.forEach(each -> rows.append(cell(name) + '\t' + each + '\n')));
        write(tick.resolve("addresses.tsv"), rows.toString());
        write(tick.resolve(RouteRows.FILE), RouteRows.format(machine.routes()));
    }

    /**
     * Ends the tick and writes its processes.
     *
     * @param owners the owners of the tick's sockets; for those that are gone, the recording keeps the known part
     * @throws ScanException if this or an answer of the tick could not be written
     */
    public void end(Collection<OwnerProcess> owners) throws ScanException {
        Map<Long, OwnerProcess> resolved = new TreeMap<>();
        for (OwnerProcess owner : owners) {
            resolved.put(owner.pid(), owner.isResolved() ? owner : processes.of(owner.pid(), owner.command()));
        }
        StringBuilder rows = new StringBuilder();
        for (OwnerProcess each : resolved.values()) {
            String path = each.path();
            String script = each.script();
            if (path != null) {
                String last = script == null ? "\n" : '\t' + cell(script) + '\n';
                rows.append(each.pid() + "\t" + each.started() + '\t' + cell(path) + last);
            }
        }
        write(tick.resolve("processes.tsv"), rows.toString());
        if (!cgroups.isEmpty()) {
            write(tick.resolve(CgroupRows.FILE), cgroups.format());
        }
        byte[] received = tape.take();
        if (received.length > 0) {
            write(tick.resolve("ntstat"), ByteBuffer.wrap(received));
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** A failure to write is thrown by {@link #end}: thrown here, it would look like a source that does not work. */
    @Override
    public ProgramOutput read(String name) throws ScanException {
        ProgramOutput output = machine.read(name);
        if (CgroupRows.has(name)) {
            cgroups.add(name, output.text());
            return output;
        }
        try {
            if (!Files.exists(tick.resolve(name))) { // a second source may ask the same question
                write(tick.resolve(name), output.bytes().duplicate());
                if (output.exit() != 0) {
                    write(tick.resolve(name + ".exit"), Integer.toString(output.exit()));
                }
            }
        } catch (ScanException e) {
            failure = e;
        }
        return output;
    }

    @Override
    public Map<String, List<Address>> addresses() throws ScanException {
        return machine.addresses();
    }

    @Override
    public List<NetworkRoute> routes() {
        return machine.routes();
    }

    @Override
    public String boot() {
        return machine.boot();
    }

    @Override
    public String version() {
        return machine.version();
    }

    /** Adds a file to a recording, with the same permissions, and makes the tick's folder if it is missing. */
    public static void keep(Path dir, Path name, byte[] bytes) throws ScanException {
        Path parent = dir.resolve(name).getParent();
        if (parent != null && !Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            makeFolder(parent);
        }
        write(dir.resolve(name), ByteBuffer.wrap(bytes));
    }

    static String cell(String text) {
        return text.replaceAll("[\\t\\n\\r]", " ");
    }

    /** Refuses an existing folder, since it may belong to another user or be a symbolic link. */
    static void makeFolder(Path dir) throws ScanException {
        try {
            Files.createDirectory(
                    dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            throw new ScanException(dir + " exists already; a recording needs a new folder", e);
        } catch (IOException e) {
            throw new ScanException(
                    "cannot make the folder " + dir + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private static void write(Path file, String text) throws ScanException {
        write(file, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void write(Path file, ByteBuffer bytes) throws ScanException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new ScanException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
