package netmon.scan.macos;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;

/**
 * The output of {@code sysctl kern.sleeptime kern.waketime kern.boottime}, each a {@code struct timeval} on the wall
 * clock:
 *
 * <pre>
 * kern.sleeptime: { sec = 1700000100, usec = 250000 } Tue Nov 14 22:15:00 2023
 * kern.waketime: { sec = 1700003700, usec = 750000 } Tue Nov 14 23:15:00 2023
 * kern.boottime: { sec = 1699900000, usec = 0 } Mon Nov 13 18:26:40 2023
 * </pre>
 *
 * The first two are 0 as long as the machine has not slept since its start. When the clock is set, the last one moves
 * by the same amount. The format is that of system_cmds' {@code sysctl.c}; all values are microseconds since 1970.
 *
 * @param slept when it last fell asleep
 * @param woke when it last woke
 * @param booted when it started
 */
record SleepTimes(long slept, long woke, long booted) {
    private static final long MICROS = 1_000_000;

    static SleepTimes parse(String text) throws ScanException {
        return new SleepTimes(time("kern.sleeptime", text), time("kern.waketime", text), time("kern.boottime", text));
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
