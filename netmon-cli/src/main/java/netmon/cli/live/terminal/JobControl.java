package netmon.cli.live.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jline.utils.Signals;

/** Job control of the shell: Ctrl-Z, fg and bg. */
public final class JobControl {
    private static final Path SELF = Path.of("/proc/self/stat");

    /** How often to check whether this process is in the foreground again. */
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Fields after the name: state, parent, process group, session, terminal, the terminal's foreground group. */
    private static final int GROUP = 2;

    private static final int FOREGROUND = 5;

    private JobControl() {}

    /** Makes Ctrl-Z run this instead of stopping the process. */
    public static void handle(Runnable handler) {
        Signals.register("TSTP", handler);
    }

    /** Makes Ctrl-Z stop the process again. */
    public static void unhandle() {
        Signals.registerDefault("TSTP");
    }

    /**
     * Stops this process, as an unhandled Ctrl-Z does; returns when it continues in the foreground. A shell sends the
     * signal, because Java cannot send itself one that it does not handle.
     */
    public static void stop() throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -TSTP \"$1\"", "sh", pid).start();
        kill.onExit().join();
        while (!isInForeground()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Reads it on Linux. Other systems have no such file: there a terminal stops a background process that reads. */
    private static boolean isInForeground() {
        try {
            return isInForeground(Files.readString(SELF, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return true;
        }
    }

    /** @param stat such as {@code 42 (java) S 1 42 42 34816 42 ...} */
    static boolean isInForeground(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length <= FOREGROUND || fields[GROUP].equals(fields[FOREGROUND]);
    }
}
