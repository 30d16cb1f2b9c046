package netmon.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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
    private static final int REPLAYED = Integer.getInteger("footprint.ticks", 1000);

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path STATUS = Path.of("/proc/self/status");

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

    /** What threads, descriptors and memory a service has after so many ticks. */
    private record Held(long threads, long descriptors, long residentBytes) {
        static Held now() throws IOException {
            System.gc(); // only what is really held counts
            try (Stream<Path> open = Files.list(DESCRIPTORS)) {
                return new Held(
                        Thread.getAllStackTraces().size(),
                        open.count(),
                        OwnProcess.residentBytes(Files.readString(STATUS)));
            }
        }
    }

    /** Connections come and go, old rows are made coarser, and a day of seconds goes by in the long form. */
    @Test
    void manyTicksLaterNothingMoreIsHeld() throws Exception {
        assumeTrue(Files.isReadable(DESCRIPTORS), "the system does not tell descriptors");
        CrowdedLinux machine = new CrowdedLinux(200, 50, 20);
        try (CrowdedService service = CrowdedService.start(machine)) {
            Held early = null;
            for (int i = 0; i < REPLAYED; i++) {
                machine.replaceSocket(i % 200);
                service.second();
                service.compact();
                if (i == REPLAYED / 5) {
                    early = Held.now();
                }
            }
            Held late = Held.now();
            assertNotNull(early);
            assertEquals(early.threads(), late.threads(), "threads");
            assertEquals(early.descriptors(), late.descriptors(), "descriptors");
            long growth = late.residentBytes() - early.residentBytes();
            assertTrue(growth <= MOST_GROWTH, growth + " bytes more are resident");
        }
    }
}
