package netmon.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.StringJoiner;
import netmon.scan.Output;
import netmon.scan.SocketScanner;
import netmon.scan.lsof.Lsof;
import org.junit.jupiter.api.Test;

class RowWatchTest {
    private static final String LSOF = "lsof -nP -i -w -F pcuLftPnT";
    private static final String SOCKETS = "f4\nPUDP\nn*:5353\n".repeat(20);
    private static final String SUMMARY =
            "95 % of 21 lines of " + LSOF + " understood; the first other: 10.0.0.2:50000->192.";

    private final HandClock clock = new HandClock();
    private final FakeKernel kernel = new FakeKernel(0);
    private final SocketScanner scanner = new SocketScanner(List.of(new Lsof(kernel)), clock);
    private final RowWatch watch = new RowWatch(new Sources(clock, new FakeInterfaces(), scanner, new FakeSockets()));

    private void look(String listing) throws Exception {
        kernel.answers(LSOF, Output.of(listing));
        scanner.read();
        watch.work();
    }

    private String told() {
        StringJoiner lines = new StringJoiner("\n");
        watch.tell(lines);
        return lines.toString();
    }

    @Test
    void aListingThatIsNotUnderstoodIsLoggedOnceAndToldAsLongAsItLasts() throws Exception {
        try (LogRecord log = new LogRecord()) {
            look("p7\n" + SOCKETS);
            assertEquals("", told());

            String torn = "p7\n" + SOCKETS + "f5\nPTCP\nn10.0.0.2:50000->192.";
            look(torn);
            look(torn);
            assertEquals("unread " + SUMMARY, told());

            look("p7\n" + SOCKETS);
            look(torn);
            look("p7\n" + SOCKETS);
            assertEquals("", told());
            assertEquals(List.of(SUMMARY + "; netmon doctor tells what to do about it"), log.atLeast(Level.WARN));
        }
    }
}
