package netmon.scan.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import netmon.model.Address;
import netmon.model.OperatingSystem;
import netmon.model.OwnerProcess;
import netmon.scan.Clock;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import org.jspecify.annotations.Nullable;

/**
 * A machine as it was: every question is answered from the files of the recording's present tick.
 *
 * <pre>
 * DIR/platform               one word: macos, linux
 * DIR/0001/at                epoch milliseconds of the tick's reading
 * DIR/0001/mono, uptime      milliseconds on the monotonic clock, and on the one that goes on during sleep
 * DIR/0001/boot              what tells this start of the machine from every other
 * DIR/0001/addresses.tsv     interface TAB address
 * DIR/0001/processes.tsv     pid TAB start epoch ms TAB executable path [TAB script that an interpreter runs]
 * DIR/0001/proc net dev      what was read; a kernel's dump (sock_diag tcp4, links) is binary
 * DIR/0001/socket owners     inode TAB pid, where the sockets do not tell their owners
 * DIR/0001/netstat -ibn      what the program printed; a missing file is a missing program, NAME.exit its exit status
 * </pre>
 *
 * Only {@code platform} and {@code at} must be there. A number left out is a tick that was missed.
 */
public final class Recording implements Machine, Processes, Clock {
    /** A recorded answer larger than this is none that a source would have taken. */
    private static final long MOST_BYTES = 64L << 20;

    private final Path dir;
    private final OperatingSystem system;
    private final List<Path> ticks;
    private final Map<Long, OwnerProcess> processes = new HashMap<>();
    private int next;
    private Path tick;
    private long at;

    /**
     * Opens a recording before its first tick.
     *
     * @throws ScanException if the folder is none
     */
    public Recording(Path dir) throws ScanException {
        this.dir = dir;
        this.system = recordable(text(dir.resolve("platform")).strip());
        this.ticks = ticks(dir);
        this.tick = ticks.get(0);
    }

    /** The system that was recorded. */
    public OperatingSystem system() {
        return system;
    }

    /**
     * The system with this word.
     *
     * @throws ScanException if netmon does not record it
     */
    static OperatingSystem recordable(String word) throws ScanException {
        OperatingSystem system = OperatingSystem.ofWord(word);
        if (system == OperatingSystem.OTHER) {
            throw new ScanException("there are no recordings of the system \"" + word + "\", only of macos and linux");
        }
        return system;
    }

    /** Goes to the next tick; false where there is none. */
    public boolean next() throws ScanException {
        if (next == ticks.size()) {
            return false;
        }
        tick = ticks.get(next++);
        at = number(tick.resolve("at"));
        processes.clear();
        for (String[] row : rows("processes.tsv", 3)) {
            long pid = number(row[0], "processes.tsv");
            String script = row.length > 3 && !row[3].isEmpty() ? row[3] : null;
            processes.put(pid, new OwnerProcess(pid, number(row[1], "processes.tsv"), row[2], null, script));
        }
        return true;
    }

    @Override
    public ProgramOutput read(String name) throws ScanException {
        byte[] bytes = bytes(tick.resolve(name));
        if (bytes == null) {
            throw new ScanException("the recording holds no \"" + name + "\" in " + tick.getFileName());
        }
        Path exit = tick.resolve(name + ".exit");
        return new ProgramOutput(ProgramOutput.of(bytes).bytes(), Files.exists(exit) ? (int) number(exit) : 0);
    }

    @Override
    public Map<String, List<Address>> addresses() throws ScanException {
        Map<String, List<Address>> addresses = new HashMap<>();
        for (String[] row : rows("addresses.tsv", 2)) {
            try {
                addresses.computeIfAbsent(row[0], name -> new ArrayList<>()).add(Address.parse(row[1]));
            } catch (IllegalArgumentException e) {
                throw new ScanException("reading addresses.tsv of " + tick.getFileName(), e);
            }
        }
        return addresses;
    }

    @Override
    public String boot() {
        try {
            Path boot = tick.resolve("boot");
            return Files.exists(boot) ? text(boot).strip() : "";
        } catch (ScanException e) {
            return "";
        }
    }

    @Override
    public OwnerProcess of(long pid, @Nullable String command) {
        OwnerProcess known = processes.get(pid);
        return known == null
                ? OwnerProcess.unresolved(pid, command)
                : new OwnerProcess(pid, known.started(), known.path(), command, known.script());
    }

    @Override
    public long started(long pid) {
        OwnerProcess known = processes.get(pid);
        return known == null ? 0 : known.started();
    }

    @Override
    public long wallMillis() {
        return at;
    }

    @Override
    public long monotonicNanos() {
        return optionalMillis("mono", at) * 1_000_000;
    }

    @Override
    public long bootNanos() {
        return optionalMillis("uptime", optionalMillis("mono", at)) * 1_000_000;
    }

    private long optionalMillis(String file, long otherwise) {
        try {
            Path path = tick.resolve(file);
            return Files.exists(path) ? number(path) : otherwise;
        } catch (ScanException e) {
            return otherwise;
        }
    }

    private List<String[]> rows(String file, int columns) throws ScanException {
        byte[] bytes = bytes(tick.resolve(file));
        List<String[]> rows = new ArrayList<>();
        for (String line : bytes == null ? new String[0] : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            String[] row = line.strip().split("\t");
            if (row.length < columns) {
                throw new ScanException(file + " of " + tick.getFileName() + " has a row of too few columns: " + line);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<Path> ticks(Path dir) throws ScanException {
        try (Stream<Path> all = Files.list(dir)) {
            List<Path> ticks = all.filter(
                            path -> path.getFileName().toString().matches("[0-9]{1,9}") && Files.isDirectory(path))
                    .sorted((one, other) -> Long.compare(index(one), index(other)))
                    .toList();
            if (ticks.isEmpty()) {
                throw new ScanException(dir + " is no recording: it holds no tick such as 0001");
            }
            return ticks;
        } catch (IOException e) {
            throw new ScanException("cannot list the recording " + dir, e);
        }
    }

    private static long index(Path tick) {
        return Long.parseLong(tick.getFileName().toString());
    }

    private String text(Path file) throws ScanException {
        byte[] bytes = bytes(file);
        if (bytes == null) {
            throw new ScanException(dir + " is no recording: there is no " + dir.relativize(file));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long number(Path file) throws ScanException {
        return number(text(file).strip(), dir.relativize(file).toString());
    }

    private static long number(String text, String where) throws ScanException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ScanException(where + " of the recording holds no number: " + text, e);
        }
    }

    /** A recording comes from strangers: a pipe in it would never end, and a link leads to what was not recorded. */
    private static byte @Nullable [] bytes(Path file) throws ScanException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ScanException("not a file, as all of a recording is: " + file);
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ScanException("too large for a recording: " + file);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new ScanException("cannot read " + file + " of the recording", e);
        }
    }
}
