package netmon.scan.linux.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import netmon.model.OwnerProcess;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;
import org.jspecify.annotations.Nullable;

/**
 * Processes from {@code /proc/PID}: {@code exe}, {@code stat}, and {@code cmdline} for an interpreter's script. Without
 * root the kernel refuses the executable of another user's process, but not its name.
 */
public final class LinuxProcesses implements Processes {
    /** The kernel appends this to the path of an executable that was replaced or removed while it runs. */
    private static final String DELETED = " (deleted)";

    /** The unit of times in {@code stat}, the same on every Linux (USER_HZ). */
    private static final long MILLIS_PER_TICK = 10;

    /** Enough for options and a path; a longer command line is cut. */
    private static final int COMMAND_LINE_BYTES = 4096;

    /** More threads are not asked for their times: a look would cost more than a millisecond. */
    private static final int MAX_THREADS = 64;

    /** Longer than any line of {@code stat}. */
    private static final int STAT_BYTES = 1024;

    /** A link such as {@code net:[4026531840]}; see namespaces(7). */
    private static final String NETWORK_NAMESPACE = "ns/net";

    private static final String BOOT_TIME = "btime ";

    /** Network processes of WebKitGTK and Qt WebEngine: each works for the application that started it. */
    private static final Set<String> HELPERS =
            Set.of("WebKitNetworkProcess", "WebKitWebProcess", "WebKitGPUProcess", "QtWebEngineProcess");

    private static final Pattern ELECTRON = Pattern.compile("electron[0-9]*");
    private static final int MOST_ANCESTORS = 6;

    /**
     * The line of {@code /proc/PID/stat}. The name may contain blanks and parentheses; it ends at the last parenthesis:
     *
     * <pre>{@code 4711 (Web Content) S 4700 4700 4700 0 -1 4194560 12 0 0 0 1 2 0 0 20 0 1 0 123456 ...}</pre>
     *
     * @param name the thread's name, at most 15 bytes of it
     * @param started hundredths of a second after the boot
     */
    public record ProcStat(String name, int parent, long started) {
        /** Fields after the name: the state is the 3rd of the line, the parent's pid the 4th, the start the 22nd. */
        private static final int PARENT = 1;

        private static final int STARTED = 19;

        public static ProcStat parse(String line) throws ScanException {
            int open = line.indexOf('(');
            int close = line.lastIndexOf(')');
            try {
                String[] fields = line.substring(close + 1).strip().split(" ", STARTED + 2);
                return new ProcStat(
                        line.substring(open + 1, close),
                        Integer.parseInt(fields[PARENT]),
                        Long.parseLong(fields[STARTED].strip()));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new ScanException("not a line of /proc/PID/stat: " + TextExcerpt.of(line), e);
            }
        }
    }

    private final Path proc;
    private long bootMillis;

    /** Reads nothing yet; {@code root} is the folder that contains {@code proc}. */
    public LinuxProcesses(Path root) {
        this.proc = root.resolve("proc");
    }

    @Override
    public OwnerProcess of(long pid, @Nullable String command) {
        ProcStat stat = stat(pid);
        if (stat == null) {
            return OwnerProcess.unresolved(pid, command);
        }
        String own = executable(pid);
        long named = isHelper(pid, own) ? principal(pid) : pid;
        String path = named == pid ? own : executable(named);
        return new OwnerProcess(
                pid, epochMillis(stat), path, command == null ? stat.name() : command, script(named, path));
    }

    private @Nullable String script(long pid, @Nullable String path) {
        if (path == null || !LaunchedProgram.isLauncher(path)) {
            return null;
        }
        String script = LaunchedProgram.of(path, commandLine(pid));
        return script == null || script.startsWith("/") ? script : inWorkingFolder(pid, script);
    }

    /** The full path of a script that was started by a relative one; its folder tells which of many it is. */
    private String inWorkingFolder(long pid, String script) {
        try {
            Path folder = Files.readSymbolicLink(file(pid, "cwd"));
            boolean exists = Files.isRegularFile(file(pid, "cwd").resolve(script));
            return exists ? folder.resolve(script).normalize().toString() : script;
        } catch (IOException | InvalidPathException e) {
            return script; // another user's, or gone
        }
    }

    /** Whether the process works for its parent: the network process of a browser engine, or one of Electron's. */
    private boolean isHelper(long pid, @Nullable String path) {
        String file = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        return HELPERS.contains(file)
                || (ELECTRON.matcher(file).matches()
                        && commandLine(pid).stream().anyMatch(each -> each.startsWith("--type=")));
    }

    /** The program that started a helper, perhaps through others and a sandbox; the helper itself if it is unknown. */
    private long principal(long helper) {
        long pid = helper;
        for (int i = 0; i < MOST_ANCESTORS; i++) {
            pid = parent(pid);
            String path = pid > 1 ? executable(pid) : null;
            if (path == null || path.endsWith("/systemd")) {
                return helper;
            }
            if (!path.endsWith("/bwrap") && !isHelper(pid, path)) {
                return pid;
            }
        }
        return helper;
    }

    @Override
    public long started(long pid) {
        ProcStat stat = stat(pid);
        return stat == null ? 0 : epochMillis(stat);
    }

    /** Why processes that own sockets are not visible, with the remedy; empty if all are. */
    public String confinement() {
        return PidNamespace.confinement(proc);
    }

    public Path folder() {
        return proc;
    }

    /** The pid of its parent; 0 where it is gone or has none. */
    public int parent(long pid) {
        ProcStat stat = stat(pid);
        return stat == null ? 0 : stat.parent();
    }

    /**
     * The time that its threads have run on a CPU, in nanoseconds; -1 where it is gone or the kernel does not count it.
     * Threads that ended are not contained.
     */
    public long ranNanos(long pid) {
        String[] threads = file(pid, "task").toFile().list();
        long sum = 0;
        for (int i = 0; threads != null && i < Math.min(threads.length, MAX_THREADS); i++) {
            try {
                String times = read(file(pid, "task").resolve(threads[i]).resolve("schedstat"), STAT_BYTES);
                sum += Long.parseLong(times, 0, Math.max(0, times.indexOf(' ')), 10);
            } catch (IOException | NumberFormatException e) {
                // the thread ended
            }
        }
        return sum == 0 ? -1 : sum;
    }

    /** The time that this thread has run, in nanoseconds; -1 where the kernel does not report it. */
    public long threadNanos() {
        try {
            String times = read(proc.resolve("thread-self").resolve("schedstat"), STAT_BYTES);
            return Long.parseLong(times, 0, Math.max(0, times.indexOf(' ')), 10);
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    /** Whether its sockets may be visible in this network namespace; true where the kernel does not report it. */
    public boolean isInOwnNamespace(long pid) {
        try {
            Path own = Files.readSymbolicLink(proc.resolve("self").resolve(NETWORK_NAMESPACE));
            return own.equals(Files.readSymbolicLink(file(pid, NETWORK_NAMESPACE)));
        } catch (IOException e) {
            return true; // gone, another user's, or a kernel without namespaces
        }
    }

    private long epochMillis(ProcStat stat) {
        if (bootMillis == 0) {
            bootMillis = bootMillis();
        }
        return bootMillis + stat.started() * MILLIS_PER_TICK;
    }

    private @Nullable ProcStat stat(long pid) {
        try {
            return ProcStat.parse(read(file(pid, "stat"), STAT_BYTES));
        } catch (IOException | ScanException e) {
            return null; // gone
        }
    }

    private @Nullable String executable(long pid) {
        try {
            String path = Files.readSymbolicLink(file(pid, "exe")).toString();
            return path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
        } catch (IOException e) {
            return null; // gone, another user's, or a kernel thread
        }
    }

    private List<String> commandLine(long pid) {
        try {
            return List.of(read(file(pid, "cmdline"), COMMAND_LINE_BYTES).split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Read once, so that a step of the clock does not change the start of a process. */
    private long bootMillis() {
        try (var lines = Files.lines(proc.resolve("stat"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(BOOT_TIME))
                    .mapToLong(line -> Long.parseLong(line, BOOT_TIME.length(), line.length(), 10) * 1000)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private Path file(long pid, String name) {
        return proc.resolve(Long.toString(pid)).resolve(name);
    }

    private static String read(Path file, int atMost) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(atMost), StandardCharsets.UTF_8);
        }
    }
}
