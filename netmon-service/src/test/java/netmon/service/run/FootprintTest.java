package netmon.service.run;

import netmon.service.benchmarks.CrowdedLinux;
import netmon.service.benchmarks.CrowdedService;
import netmon.service.benchmarks.ManyTicks;
import netmon.service.fakes.LimitedJvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The memory of ticks: the bytes that they allocate, as the JVM counts them, and those that they keep. */
class FootprintTest {
    private static final int SOCKETS = 2000;
    private static final int APPS = 50;

    /** Ticks until every cache is filled. */
    private static final int WARMING = 100;

    private static final int TICKS = 100;

    /** Bytes of a tick with 2,000 sockets of which 20 move, and as many applications' rows; measured as 220,000. */
    private static final long MOST_WHEN_FEW_MOVE = 260_000;

    /** The bytes of a tick when all sockets move, in 50 applications; measured as 880,000. */
    private static final long MOST_WHEN_ALL_MOVE = 1_000_000;

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** {@code -Dfootprint.ticks=20000} is for the search for a leak. */
    private static final String REPLAYED = System.getProperty("footprint.ticks", "1000");

    /** The allowed growth of resident memory after the first fifth of the ticks, a guess for compilers and caches. */
    private static final long MOST_GROWTH = 12L << 20;

    private long bytesOfATick(int moving) throws Exception {
        try (CrowdedService service = CrowdedService.start(new CrowdedLinux(SOCKETS, moving, APPS))) {
            for (int i = 0; i < WARMING; i++) {
                service.second();
            }
            long begun = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < TICKS; i++) {
                service.second();
            }
            return (threads.getCurrentThreadAllocatedBytes() - begun) / TICKS;
        }
    }

    @Test
    void aTickInWhichLittleMovesAllocatesLittle() throws Exception {
        long bytes = bytesOfATick(20);
        assertTrue(bytes <= MOST_WHEN_FEW_MOVE, bytes + " bytes");
    }

    @Test
    void aTickInWhichAllMovesAllocatesOnlyWhatChanged() throws Exception {
        long bytes = bytesOfATick(SOCKETS);
        assertTrue(bytes <= MOST_WHEN_ALL_MOVE, bytes + " bytes");
    }

    /** Connections are opened and closed, old rows are compacted, and the long form simulates a day of seconds. */
    @Test
    void manyTicksLaterNothingMoreIsHeld() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/fd")), "the system does not tell descriptors");
        String[] more = LimitedJvm.lastLine(ManyTicks.class, REPLAYED).split(" ", -1);
        assertEquals("0", more[0], "threads");
        assertEquals("0", more[1], "descriptors");
        assertTrue(Long.parseLong(more[2]) <= MOST_GROWTH, more[2] + " bytes more are resident");
    }
}
