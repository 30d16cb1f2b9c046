package netmon.service.benchmarks;


import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Every benchmark still does the work that it measures. */
class BenchmarksTest {
    private static final int SOCKETS = 2000;
    private static final int APPS = 50;

    @Test
    void aTickWritesWhatTheCrowdMoved() throws Exception {
        TickBenchmark tick = new TickBenchmark();
        tick.start();
        tick.tick2000SocketsOfWhich20Move();
        tick.tick2000SocketsThatAllMove();
        tick.close();
    }

    @Test
    void everyParserFindsTheWholeCrowd() throws Exception {
        ParserBenchmark parsers = new ParserBenchmark();
        assertEquals(SOCKETS, parsers.sockDiag().sockets().size());
        assertEquals(SOCKETS, parsers.netstat().sockets().size());
        assertEquals(SOCKETS, parsers.nettop().sockets().size());
        assertEquals(SOCKETS, parsers.lsof().sockets().size());
    }

    @Test
    void theAttributorDividesAmongAllApplications() throws Exception {
        AttributorBenchmark attributor = new AttributorBenchmark();
        attributor.look();
        assertEquals(SOCKETS, attributor.differences().size());
        assertEquals(APPS + 1, attributor.split().size()); // Unattributed is the last
    }
}
