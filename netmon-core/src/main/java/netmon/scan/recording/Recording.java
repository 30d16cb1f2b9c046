package netmon.scan.recording;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/**
 * A recorded machine: every question is answered from the files of the current tick.
 *
 * <pre>
 * DIR/platform               one word: macos, linux
 * DIR/version                optional: the version of the system, such as 26.1
 * DIR/calibration            optional: what a proof found about the sources ({@link CalibrationText})
 * DIR/0001/at                epoch milliseconds of the tick's reading
 * DIR/0001/mono, uptime      milliseconds on the monotonic clock, and on the clock that includes sleep
 * DIR/0001/boot              the identity of this start of the machine
 * DIR/0001/addresses.tsv     interface TAB address
 * DIR/0001/routes.tsv        destination/prefix TAB interface TAB gateway, if any
 * DIR/0001/processes.tsv     pid TAB start epoch ms TAB executable path [TAB script that an interpreter runs]
 * DIR/0001/proc net dev      the content of the file; a kernel dump (sock_diag tcp4, links) is binary
 * DIR/0001/run times         pid TAB nanoseconds that the process has run on a CPU
 * DIR/0001/socket owners     inode TAB pid, where the sockets do not contain their owners
 * DIR/0001/bpf counts        the entries of eBPF's map, all keys and then all values; likewise bpf births, bpf lost
 * DIR/0001/bpf own           netmon's own namespace and process, as the programs see them
 * DIR/0001/cgroups.tsv       pid TAB line of /proc/PID/cgroup, or "via" and a gateway, for processes of containers
 * DIR/0001/ntstat            the messages of macOS's kernel control, one after the other
 * DIR/0001/netstat -ibn      the program's output; a missing file is a missing program, NAME.exit its exit status
 * </pre>
 *
 * Only {@code platform} and {@code at} are required. A missing number is a missed tick.
 */
public final class Recording implements Machine, Processes, Clock {
    private final RecordingFiles files;
    private final OperatingSystem system;
    private final List<Path> ticks;
    private final Map<Long, OwnerProcess> processes = new HashMap<>();
    private int next;
    private Path tick;
    private long at;

    /**
     * Opens a recording before its first tick.
     *
     * @throws ScanException if the folder is no recording
     */
    public Recording(Path dir) throws ScanException {
        this.files = new RecordingFiles(dir);
        this.system = recordable(files.text(dir.resolve("platform")));
        this.ticks = files.ticks();
        this.tick = ticks.get(0);
    }

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

    /** Moves to the next tick; false if there is none. */
    public boolean next() throws ScanException {
        if (next == ticks.size()) {
            return false;
        }
        tick = ticks.get(next++);
        at = files.number(tick.resolve("at"));
        processes.clear();
        for (String[] row : files.rows(tick.resolve("processes.tsv"), 3)) {
            long pid = RecordingFiles.number(row[0], "processes.tsv");
            long started = RecordingFiles.number(row[1], "processes.tsv");
            String script = row.length > 3 && !row[3].isEmpty() ? row[3] : null;
            processes.put(pid, new OwnerProcess(pid, started, row[2], null, script));
        }
        return true;
    }

    @Override
    public ProgramOutput read(String name) throws ScanException {
        boolean isCgroup = CgroupRows.has(name);
        byte[] bytes = RecordingFiles.bytes(tick.resolve(isCgroup ? CgroupRows.FILE : name));
        if (bytes != null && isCgroup) {
            return ProgramOutput.of(CgroupRows.answer(name, new String(bytes, StandardCharsets.UTF_8)));
        }
        if (bytes == null) {
            throw new ScanException("the recording holds no \"" + name + "\" in " + tick.getFileName());
        }
        Path exit = tick.resolve(name + ".exit");
        return new ProgramOutput(ProgramOutput.of(bytes).bytes(), Files.exists(exit) ? (int) files.number(exit) : 0);
    }

    @Override
    public Map<String, List<Address>> addresses() throws ScanException {
        Map<String, List<Address>> addresses = new HashMap<>();
        for (String[] row : files.rows(tick.resolve("addresses.tsv"), 2)) {
            try {
                addresses.computeIfAbsent(row[0], name -> new ArrayList<>()).add(Address.parse(row[1]));
            } catch (IllegalArgumentException e) {
                throw new ScanException("reading addresses.tsv of " + tick.getFileName(), e);
            }
        }
        return addresses;
    }

    @Override
    public List<NetworkRoute> routes() {
        try {
            byte[] rows = RecordingFiles.bytes(tick.resolve(RouteRows.FILE));
            return rows == null ? List.of() : RouteRows.parse(new String(rows, StandardCharsets.UTF_8));
        } catch (ScanException e) {
            return List.of();
        }
    }

    @Override
    public String boot() {
        try {
            Path boot = tick.resolve("boot");
            return Files.exists(boot) ? files.text(boot) : "";
        } catch (ScanException e) {
            return "";
        }
    }

    @Override
    public String version() {
        try {
            byte[] bytes = RecordingFiles.bytes(files.dir().resolve("version"));
            return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (ScanException e) {
            return "";
        }
    }

    /** What a proof found about the sources when the machine was recorded; none where no proof ran. */
    public List<Calibration> calibrations() throws ScanException {
        byte[] bytes = RecordingFiles.bytes(files.dir().resolve("calibration"));
        try {
            return bytes == null ? List.of() : CalibrationText.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ScanException("calibration of the recording: " + e.getMessage(), e);
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
        return files.numberOr(at, tick.resolve("mono")) * 1_000_000;
    }

    @Override
    public long bootNanos() {
        return files.numberOr(monotonicNanos() / 1_000_000, tick.resolve("uptime")) * 1_000_000;
    }
}
