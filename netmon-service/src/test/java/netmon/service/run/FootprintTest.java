package netmon.service.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import netmon.service.benchmarks.CrowdedLinux;
import netmon.service.benchmarks.CrowdedService;
import netmon.service.benchmarks.ManyTicks;
import netmon.service.fakes.LimitedJvm;
import org.junit.jupiter.api.Test;

/** What ticks take of the machine: bytes that they leave for the collector, as the JVM counts them, and what they hold. */
class FootprintTest {
    private static final int SOCKETS = 2000;
    private static final int APPS = 50;

    /** Ticks until every cache is filled. */
    private static final int WARMING = 100;

    private static final int TICKS = 100;

    /** Bytes of a tick with 2,000 sockets of which 20 move, and as many applications' rows; measured as 220,000. */
    private static final long MOST_WHEN_FEW_MOVE = 260_000;

    /** The same when all of them move, in 50 applications; measured as 880,000. */
    private static final long MOST_WHEN_ALL_MOVE = 1_000_000;

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The long form is for whoever looks for a leak: {@code -Dfootprint.ticks=20000}. */
    private static final String REPLAYED = System.getProperty("footprint.ticks", "1000");

    /** What resident memory may grow by after the first fifth of all ticks; a guess of what compilers and caches still take. */
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

    /** Connections come and go, old rows are made coarser, and a day of seconds goes by in the long form. */
    @Test
    void manyTicksLaterNothingMoreIsHeld() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/fd")), "the system does not tell descriptors");
        String[] more = LimitedJvm.lastLine(ManyTicks.class, REPLAYED).split(" ", -1);
        assertEquals("0", more[0], "threads");
        assertEquals("0", more[1], "descriptors");
        assertTrue(Long.parseLong(more[2]) <= MOST_GROWTH, more[2] + " bytes more are resident");
    }
}
