package netmon.scan.macos;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.util.concurrent.TimeUnit;

/**
 * What the programs cost that this process ran and waited for, by {@code getrusage(RUSAGE_CHILDREN)}: on macOS they are
 * most of what netmon costs. Any other system with 64 bits answers the same way.
 */
public final class ProgramTime {
    private static final int RUSAGE_CHILDREN = -1;

    /** {@code struct rusage}: two {@code struct timeval} of 16 bytes, then fourteen numbers of 8. */
    private static final int RUSAGE_BYTES = 144;

    private static final int SYSTEM_TIME_AT = 16;

    /** {@code tv_sec} has 8 bytes everywhere, {@code tv_usec} 4 on macOS and 8, of which 4 suffice, on Linux. */
    private static final int MICROS_AT = 8;

    private ProgramTime() {}

    /** Processor time of all of them since the start, in the kernel and outside; 0 where there is no such function. */
    public static long nanos() {
        try {
            return RusageLibrary.children();
        } catch (LinkageError e) {
            return 0;
        }
    }

    /** Loaded at the first use, so that a system without it can load the class around it. */
    private static final class RusageLibrary {
        private static final com.sun.jna.Function GETRUSAGE =
                NativeLibrary.getProcess().getFunction("getrusage");

        static long children() {
            try (Memory usage = new Memory(RUSAGE_BYTES)) {
                usage.clear();
                GETRUSAGE.invokeInt(new Object[] {RUSAGE_CHILDREN, usage});
                return time(usage, 0) + time(usage, SYSTEM_TIME_AT);
            }
        }

        private static long time(Memory usage, int at) {
            return TimeUnit.SECONDS.toNanos(usage.getLong(at))
                    + TimeUnit.MICROSECONDS.toNanos(usage.getInt(at + MICROS_AT));
        }
    }
}
