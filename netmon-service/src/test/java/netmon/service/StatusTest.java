package netmon.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import netmon.scan.ScanException;
import netmon.scan.SocketScanner;
import org.junit.jupiter.api.Test;

class StatusTest {
    private final HandClock clock = new HandClock();
    private final FakeInterfaces interfaces = new FakeInterfaces();
    private final FakeSockets best = new FakeSockets();
    private final FakeSockets second = new FakeSockets();
    private final SocketScanner scanner = new SocketScanner(List.of(best, second), clock);

    private String lines(SocketScanner sockets) {
        return new Status(new Sources(clock, interfaces, sockets, best)).answer("");
    }

    @Test
    void itTellsWhatReadsAndWhyNotBetter() throws Exception {
        best.fail(new ScanException("best: no such program\nat all"));
        second.moves("Safari", 1, 1);
        scanner.read();

        assertEquals(
                List.of(
                        "interfaces fake",
                        "sockets fake",
                        "instead best: no such program\ufffdat all",
                        "measures yes",
                        "open 1",
                        "ownerless 0"),
                lines(scanner).lines().toList());
    }

    @Test
    void itTellsThatNoWayWorks() {
        best.fail(new ScanException("a"));
        second.fail(new ScanException("b"));
        assertThrows(ScanException.class, scanner::read);
        assertEquals(
                List.of("trouble sockets cannot be read: a; b"),
                lines(scanner)
                        .lines()
                        .filter(line -> line.startsWith("trouble"))
                        .toList());
    }
}
