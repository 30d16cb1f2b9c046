package netmon.scan.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import netmon.model.Address;
import netmon.model.Process;
import netmon.scan.Clock;
import netmon.scan.Machine;
import netmon.scan.Output;
import netmon.scan.Processes;
import netmon.scan.ScanException;

/**
 * A machine that writes down every answer it gives, in the form that {@link Recording} reads. Its files tell who uses what,
 * so nobody but their owner can read them.
 */
public final class Recorder implements Machine {
    private final Machine machine;
    private final Processes processes;
    private final Clock clock;
    private final Path dir;
    private int number;
    private Path tick;

    /**
     * Begins a recording.
     *
     * @param dir a folder that does not exist yet or is empty
     * @param platform the word for the system
     */
    public Recorder(Path dir, String platform, Machine machine, Processes processes, Clock clock) throws ScanException {
        this.dir = dir;
        this.tick = dir;
        this.machine = machine;
        this.processes = processes;
        this.clock = clock;
        if (Files.exists(dir.resolve("platform"))) {
            throw new ScanException(dir + " holds a recording already");
        }
        makeFolder(dir);
        write(dir.resolve("platform"), platform);
    }

    /** Begins the next tick: what is asked from now on belongs to it. */
    public void begin() throws ScanException {
        tick = dir.resolve(String.format("%04d", ++number));
        makeFolder(tick);
        write(tick.resolve("at"), Long.toString(clock.wallMillis()));
        write(tick.resolve("mono"), Long.toString(clock.monotonicNanos() / 1_000_000));
        write(tick.resolve("uptime"), Long.toString(clock.bootNanos() / 1_000_000));
        write(tick.resolve("boot"), machine.boot());
        StringBuilder rows = new StringBuilder();
        for (Map.Entry<String, List<Address>> each : machine.addresses().entrySet()) {
            each.getValue()
                    .forEach(address -> rows.append(cell(each.getKey()))
                            .append('\t')
                            .append(address)
                            .append('\n'));
        }
        write(tick.resolve("addresses.tsv"), rows.toString());
    }

    /** Ends the tick with what its processes are. */
    public void end(Set<Long> pids) throws ScanException {
        StringBuilder rows = new StringBuilder();
        for (long pid : new TreeSet<>(pids)) {
            Process process = processes.of(pid, null);
            String path = process.path();
            if (path != null) {
                String script = process.script();
                rows.append(pid)
                        .append('\t')
                        .append(process.started())
                        .append('\t')
                        .append(cell(path));
                rows.append(script == null ? "" : "\t" + cell(script)).append('\n');
            }
        }
        write(tick.resolve("processes.tsv"), rows.toString());
    }

    @Override
    public Output read(String name) throws ScanException {
        Output output = machine.read(name);
        if (!Files.exists(tick.resolve(name))) { // a second source may ask the same
            write(tick.resolve(name), output.bytes().duplicate());
            if (output.exit() != 0) {
                write(tick.resolve(name + ".exit"), Integer.toString(output.exit()));
            }
        }
        return output;
    }

    @Override
    public Map<String, List<Address>> addresses() throws ScanException {
        return machine.addresses();
    }

    @Override
    public String boot() {
        return machine.boot();
    }

    private static String cell(String text) {
        return text.replaceAll("[\\t\\n\\r]", " ");
    }

    private static void makeFolder(Path dir) throws ScanException {
        try {
            if (!Files.isDirectory(dir)) {
                Files.createDirectory(
                        dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new ScanException("cannot make the folder " + dir, e);
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
            throw new ScanException("cannot write " + file, e);
        }
    }
}
