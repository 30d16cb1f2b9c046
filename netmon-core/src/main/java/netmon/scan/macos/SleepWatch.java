package netmon.scan.macos;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long a Mac has slept, which its monotonic clock leaves out. It asks the system only at the start, and
 * when the wall clock and the monotonic clock differ: then the machine slept, or the clock was set, or both.
 */
public final class SleepWatch {
    static final String COMMAND = "sysctl kern.sleeptime kern.waketime kern.boottime";

    /** Smaller differences are ignored: the clocks are read in turn, and time servers slew the wall clock. */
    private static final long TOLERANCE_MICROS = 500_000;

    /**
     * The output of {@code sysctl kern.sleeptime kern.waketime kern.boottime}, each a {@code struct timeval} on the
     * wall clock:
     *
     * <pre>
     * kern.sleeptime: { sec = 1700000100, usec = 250000 } Tue Nov 14 22:15:00 2023
     * kern.waketime: { sec = 1700003700, usec = 750000 } Tue Nov 14 23:15:00 2023
     * kern.boottime: { sec = 1699900000, usec = 0 } Mon Nov 13 18:26:40 2023
     * </pre>
     *
     * The first two are 0 as long as the machine has not slept since its start. When the clock is set, the last one
     * moves by the same amount. The format is that of system_cmds' {@code sysctl.c}; all values are microseconds since
     * 1970.
     */
    record SleepTimes(long slept, long woke, long booted) {
        private static final long MICROS = 1_000_000;

        static SleepTimes parse(String text) throws ScanException {
            return new SleepTimes(
                    time("kern.sleeptime", text), time("kern.waketime", text), time("kern.boottime", text));
        }

        private static long time(String name, String text) throws ScanException {
            Matcher found = Pattern.compile(name + ": *\\{ *sec *= *([0-9]{1,12}), *usec *= *([0-9]{1,6}) *\\}")
                    .matcher(text);
            if (!found.find()) {
                throw new ScanException("sysctl: no " + name + " in " + TextExcerpt.of(text));
            }
            return Long.parseLong(found.group(1)) * MICROS + Long.parseLong(found.group(2));
        }
    }

    private final Machine machine;
    private @Nullable SleepTimes last;
    private long wall;
    private long monotonic;
    private long asleep;

    public SleepWatch(Machine machine) {
        this.machine = machine;
    }

    /**
     * The sleep since the first call, in nanoseconds; it never decreases.
     *
     * @param wallMillis the wall clock now
     * @param monotonicNanos the clock that stands still during sleep, now
     */
    public long asleepNanos(long wallMillis, long monotonicNanos) {
        long wallNow = wallMillis * 1000;
        long monotonicNow = monotonicNanos / 1000;
        SleepTimes before = last;
        long ahead = wallNow - wall - (monotonicNow - monotonic);
        if (before == null || Math.abs(ahead) > TOLERANCE_MICROS) {
            SleepTimes now = read();
            asleep += before == null || now == null ? 0 : slept(before, now, ahead);
            last = now == null ? before : now;
            wall = wallNow;
            monotonic = monotonicNow;
        }
        return asleep * 1000;
    }

    /**
     * The sleep within the wall clock's lead: all of it except the step of the clock, if the machine woke since. It may
     * have slept several times; the system reports only the last.
     */
    private static long slept(SleepTimes before, SleepTimes now, long ahead) {
        long set = now.booted() - before.booted();
        return now.woke() == before.woke() ? 0 : Math.max(0, ahead - set);
    }

    /** Null where the system does not report it; sleep then looks like a step of the clock. */
    private @Nullable SleepTimes read() {
        try {
            ProgramOutput output = machine.read(COMMAND);
            return SleepTimes.parse(output.text());
        } catch (ScanException e) {
            return null;
        }
    }
}
