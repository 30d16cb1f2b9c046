package netmon.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a tick leaves behind for the collector, by the JVM's own count of the bytes that a thread has allocated. */
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
}
