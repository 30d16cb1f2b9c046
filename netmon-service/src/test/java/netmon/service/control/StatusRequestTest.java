package netmon.service.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import netmon.model.Version;
import netmon.scan.ScanException;
import netmon.scan.SocketScanner;
import netmon.scan.linux.sockets.SockDiag;
import netmon.service.fakes.FakeCost;
import netmon.service.fakes.FakeInterfaces;
import netmon.service.fakes.FakeKernel;
import netmon.service.fakes.FakeSockets;
import netmon.service.fakes.HandClock;
import netmon.service.load.CpuBudget;
import netmon.service.load.LoadMeter;
import netmon.service.sources.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusRequestTest {
    private final HandClock clock = new HandClock();
    private final FakeInterfaces interfaces = new FakeInterfaces();
    private final FakeSockets best = new FakeSockets();
    private final FakeSockets second = new FakeSockets();
    private final SocketScanner scanner = new SocketScanner(List.of(best, second), clock);

    private Duration held = Duration.ZERO;

    private String lines(@Nullable SocketScanner sockets) {
        LoadMeter effort = new LoadMeter(new FakeCost(), 1_000_000_000, new CpuBudget(1));
        Sources sources = new Sources(clock, interfaces, sockets, best);
        return new StatusRequest(sources, effort, held, List.of(lines -> lines.add("zone x"))).answer("");
    }

    @Test
    void itTellsWhatReadsAndWhyNotBetter() throws Exception {
        best.fail(new ScanException("best: no such program\nat all"));
        second.moves("Safari", 1, 1);
        scanner.read();

        assertEquals(
                List.of(
                        "version " + Version.number(),
                        "user " + System.getProperty("user.name"),
                        "interfaces fake",
                        "cpu 0",
                        "cpu-percent 0.00",
                        "late 0",
                        "missed 0",
                        "zone x",
                        "sockets fake",
                        "instead best: no such program\ufffdat all",
                        "measures yes",
                        "open 1",
                        "ownerless 0"),
                lines(scanner).lines().toList());
    }

    @Test
    void itTellsWhatTheKernelLostAndWhoseSocketsHaveNoOwner() throws Exception {
        FakeKernel kernel = new FakeKernel(3);
        SocketScanner linux = new SocketScanner(List.of(new SockDiag(kernel, best)), clock);
        linux.read();
        kernel.answers("sock_diag destroyed", FakeKernel.overrun());
        linux.read();

        assertTrue(lines(linux).endsWith("\nopen 3\nownerless 3\nothers 0\noverruns 1"), lines(linux));
    }

    @Test
    void itTellsHowLongRowsWait() {
        held = Duration.ofSeconds(9);

        assertTrue(lines(null).contains("\nheld 9\n"), lines(null));
    }

    @Test
    void itTellsThatNoWayWorks() {
        best.fail(new ScanException("a"));
        second.fail(new ScanException("b"));
        assertThrows(ScanException.class, scanner::read);

        assertTrue(lines(scanner).contains("\ntrouble sockets cannot be read: a; b\n"), lines(scanner));
    }

    @Test
    void withoutApplicationsItTellsOfNoSockets() {
        assertFalse(lines(null).contains("sockets"), lines(null));
    }
}
