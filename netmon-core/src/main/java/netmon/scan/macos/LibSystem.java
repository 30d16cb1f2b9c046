package netmon.scan.macos;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.platform.mac.SystemB;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Functions of macOS's system library. Each is found at its first call, so every system can load this class; a function
 * that the system lacks throws a {@link LinkageError}.
 */
public final class LibSystem {
    private static final int RUSAGE_CHILDREN = -1;

    /** {@code struct rusage}: two {@code struct timeval} of 16 bytes, then fourteen numbers of 8. */
    private static final int RUSAGE_BYTES = 144;

    private static final int SYSTEM_TIME_AT = 16;

    /** {@code tv_sec} has 8 bytes everywhere; {@code tv_usec} has 4 on macOS and 8 on Linux, of which 4 are enough. */
    private static final int MICROS_AT = 8;

    private LibSystem() {}

    /** The executable of any user's process by {@code proc_pidpath}, without root; null if the process is gone. */
    static @Nullable String path(long pid) {
        try (Memory path = new Memory(SystemB.PROC_PIDPATHINFO_MAXSIZE)) {
            int length = SystemB.INSTANCE.proc_pidpath((int) pid, path, SystemB.PROC_PIDPATHINFO_MAXSIZE);
            return length <= 0 ? null : new String(path.getByteArray(0, length), StandardCharsets.UTF_8);
        }
    }

    /** The process for which this one works. libSystem exports the function, but no header declares it. */
    static long responsible(long pid) {
        return function("responsibility_get_pid_responsible_for_pid").invokeInt(new Object[] {(int) pid});
    }

    /**
     * CPU time, in the kernel and outside, of all programs that this process ran and waited for, by
     * {@code getrusage(RUSAGE_CHILDREN)}; 0 where the function is missing. On macOS these programs are most of netmon's
     * cost. Every other system with 64 bits has the same layout.
     */
    public static long programNanos() {
        try (Memory usage = new Memory(RUSAGE_BYTES)) {
            usage.clear();
            function("getrusage").invokeInt(new Object[] {RUSAGE_CHILDREN, usage});
            return time(usage, 0) + time(usage, SYSTEM_TIME_AT);
        } catch (LinkageError e) {
            return 0;
        }
    }

    private static long time(Memory usage, int at) {
        return TimeUnit.SECONDS.toNanos(usage.getLong(at))
                + TimeUnit.MICROSECONDS.toNanos(usage.getInt(at + MICROS_AT));
    }

    private static Function function(String name) {
        return NativeLibrary.getProcess().getFunction(name);
    }
}
