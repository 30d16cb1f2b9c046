package netmon.service.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Map;
import netmon.scan.ProgramOutput;
import netmon.scan.SocketScanner;
import netmon.scan.lsof.Lsof;
import netmon.service.fakes.FakeInterfaces;
import netmon.service.fakes.FakeKernel;
import netmon.service.fakes.FakeSockets;
import netmon.service.fakes.HandClock;
import netmon.service.fakes.LogRecord;
import netmon.service.sources.Sources;
import org.junit.jupiter.api.Test;

class ParserWatchTest {
    private static final String LSOF = "lsof -nP -i -w -F pcuLftPnT";
    private static final String SOCKETS = "f4\nPUDP\nn*:5353\n".repeat(20);
    private static final String SUMMARY =
            "95 % of 21 lines of " + LSOF + " understood; the first other: 10.0.0.2:50000->192.";

    private final HandClock clock = new HandClock();
    private final FakeKernel kernel = new FakeKernel(0);
    private final SocketScanner scanner = new SocketScanner(List.of(Lsof.source(kernel)), clock);
    private final ParserWatch watch =
            new ParserWatch(new Sources(clock, new FakeInterfaces(), scanner, new FakeSockets(), Map::of));

    private void look(String listing) throws Exception {
        kernel.answers(LSOF, ProgramOutput.of(listing));
        scanner.read();
        watch.check();
    }

    @Test
    void anUnparsedListingIsLoggedOnceAndReportedAsLongAsItLasts() throws Exception {
        try (LogRecord log = new LogRecord()) {
            look("p7\n" + SOCKETS);
            assertEquals("", watch.unread());

            String torn = "p7\n" + SOCKETS + "f5\nPTCP\nn10.0.0.2:50000->192.";
            look(torn);
            look(torn);
            assertEquals(SUMMARY, watch.unread());

            look("p7\n" + SOCKETS);
            look(torn);
            look("p7\n" + SOCKETS);
            assertEquals("", watch.unread());
            assertEquals(List.of(SUMMARY + "; netmon doctor prints the remedy"), log.atLeast(Level.WARN));
        }
    }
}
