package netmon.service.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import netmon.model.Version;
import netmon.protocol.Request;
import netmon.protocol.ServiceLoad;
import netmon.protocol.SocketsStatus;
import netmon.protocol.StatusReply;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusRequestTest {
    private final HandClock clock = new HandClock();
    private final FakeInterfaces interfaces = new FakeInterfaces();
    private final FakeSockets best = new FakeSockets();
    private final FakeSockets second = new FakeSockets();
    private final SocketScanner scanner = new SocketScanner(List.of(best, second), clock);

    private StatusReply status(@Nullable SocketScanner sockets) {
        LoadMeter load = new LoadMeter(new FakeCost(), 1_000_000_000, new CpuBudget(1));
        StatusRequest.Watches watches = new StatusRequest.Watches(
                () -> "unread",
                () -> new StatusReply.Unwritten(1, "full"),
                () -> null,
                () -> new StatusReply.StatusChange(2, "Asia/Kolkata"),
                () -> new StatusReply.StatusChange(3, "no interfaces"));
        return new StatusRequest(interfaces, sockets, load, Duration.ofSeconds(9), watches)
                .answer(new Request.GetStatus());
    }

    @Test
    void theReplyNamesTheSourcesAndWhyNoBetterOneIsInUse() throws Exception {
        best.fail(new ScanException("best: no such program\nat all"));
        second.moves("Safari", 1, 1);
        scanner.read();

        assertEquals(
                new StatusReply(
                        Version.number(),
                        System.getProperty("user.name"),
                        9,
                        "fake",
                        new ServiceLoad(0, 0, 0, 0, 0, 1, null, null, null, null, null),
                        new SocketsStatus(
                                "fake", "best: no such program\ufffdat all", "", "", "", true, 1, 0, null, null),
                        "unread",
                        new StatusReply.Unwritten(1, "full"),
                        null,
                        new StatusReply.StatusChange(2, "Asia/Kolkata"),
                        new StatusReply.StatusChange(3, "no interfaces")),
                status(scanner));
    }

    @Test
    void theReplyCountsOverrunsAndSocketsWithoutAnOwner() throws Exception {
        FakeKernel kernel = new FakeKernel(3);
        SocketScanner linux = new SocketScanner(List.of(new SockDiag(kernel, best)), clock);
        linux.read();
        kernel.answers("sock_diag destroyed", FakeKernel.overrun());
        linux.read();

        assertEquals(
                new SocketsStatus(linux.name(), "", "", "", "", linux.measuresBytes(), 3, 3, 0L, 1L),
                status(linux).sockets());
    }

    @Test
    void theReplyHasWhatASourceFoundThatProvedItself() throws Exception {
        best.fail(new ScanException("a"));
        second.ownProof = "its programs counted";
        assertEquals("", scanner.proof());
        scanner.read();

        SocketsStatus sockets = status(scanner).sockets();
        assertEquals("its programs counted", sockets == null ? null : sockets.proof());
    }

    @Test
    void theReplySaysThatNoSourceWorks() throws Exception {
        best.fail(new ScanException("a"));
        second.fail(new ScanException("b"));
        assertThrows(ScanException.class, scanner::read);

        SocketsStatus sockets = status(scanner).sockets();
        assertEquals("sockets cannot be read: a; b", sockets == null ? null : sockets.trouble());
    }

    @Test
    void withoutApplicationsTheReplyHasNoSockets() {
        assertNull(status(null).sockets());
    }
}
