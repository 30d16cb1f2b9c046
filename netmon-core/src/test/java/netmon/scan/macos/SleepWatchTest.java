package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import netmon.scan.FakeMachine;
import netmon.scan.ScanException;
import netmon.scan.macos.SleepWatch.SleepTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SleepWatchTest {
    private static final long START = 1_700_000_000;
    private static final int HOUR = 3600;

    private final FakeMachine mac = new FakeMachine();
    private final SleepWatch watch = new SleepWatch(mac);
    private long wall = START;
    private long monotonic = 77;
    private long slept;
    private long woke;
    private long booted = START - 100_000;

    @Test
    void theTimesAreReadAsTheyArePrinted() throws ScanException {
        String text = """
                kern.sleeptime: { sec = 1700000100, usec = 250000 } Tue Nov 14 22:15:00 2023
                kern.waketime: { sec = 1700003700, usec = 750000 } Tue Nov 14 23:15:00 2023
                kern.boottime: { sec = 1699900000, usec = 0 } Mon Nov 13 18:26:40 2023
                """;
        assertEquals(
                new SleepTimes(1_700_000_100_250_000L, 1_700_003_700_750_000L, 1_699_900_000_000_000L),
                SleepTimes.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kern.sleeptime: { sec = 1, usec = 2 }",
                "kern.sleeptime: 0\nkern.waketime: 0\nkern.boottime: 0",
                "kern.sleeptime: { sec = 99999999999999999999, usec = 2 }",
                "sysctl: unknown oid 'kern.sleeptime'",
            })
    void malformedTimesAreRefused(String text) {
        assertThrows(ScanException.class, () -> SleepTimes.parse(text));
    }

    @Test
    void aMachineThatStaysAwakeIsAskedOnce() {
        for (int tick = 0; tick < 100; tick++) {
            assertEquals(0, asleep());
            pass(1);
        }
        assertEquals(1, mac.asked.size());
    }

    @Test
    void sleepIsTheTimeThatTheMonotonicClockMissed() {
        asleep();
        pass(10);
        sleep(HOUR);
        pass(1);
        assertEquals(HOUR, asleep());
        pass(1);
        sleep(60);
        assertEquals(HOUR + 60, asleep());
        assertEquals(3, mac.asked.size());
    }

    @Test
    void severalSleepsBetweenTwoTicksAreAllSleep() {
        asleep();
        sleep(HOUR);
        sleep(2 * HOUR);
        assertEquals(3 * HOUR, asleep());
    }

    @Test
    void aClockThatIsSetIsNoSleep() {
        asleep();
        set(HOUR);
        assertEquals(0, asleep());
        set(-2 * HOUR);
        assertEquals(0, asleep());
    }

    @Test
    void aStepOfTheClockAfterASleepIsSubtracted() {
        asleep();
        sleep(HOUR);
        set(300);
        assertEquals(HOUR, asleep());
        sleep(HOUR);
        set(-300);
        assertEquals(2 * HOUR, asleep());
    }

    @Test
    void withoutSysctlNothingIsSleep() {
        assertEquals(0, watch.asleepNanos(wall * 1000, 0));
        sleep(HOUR);
        mac.lacks(SleepWatch.COMMAND);
        assertEquals(0, watch.asleepNanos(wall * 1000, 0));
    }

    private void pass(long seconds) {
        wall += seconds;
        monotonic += seconds;
    }

    private void sleep(long seconds) {
        slept = wall;
        wall += seconds;
        woke = wall;
    }

    private void set(long seconds) {
        wall += seconds;
        booted += seconds;
    }

    /** In seconds. */
    private long asleep() {
        mac.says(SleepWatch.COMMAND, time("sleeptime", slept) + time("waketime", woke) + time("boottime", booted));
        return watch.asleepNanos(wall * 1000, monotonic * 1_000_000_000) / 1_000_000_000;
    }

    private static String time(String name, long seconds) {
        return "kern." + name + ": { sec = " + seconds + ", usec = 0 } Tue Nov 14 22:15:00 2023\n";
    }
}
