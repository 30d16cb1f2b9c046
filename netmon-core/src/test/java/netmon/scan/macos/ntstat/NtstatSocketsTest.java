package netmon.scan.macos.ntstat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;

class NtstatSocketsTest {
    private final FakeKernelControl kernel = new FakeKernelControl();
    private final AtomicLong nanos = new AtomicLong();
    private final NtstatSockets sockets = new NtstatSockets(kernel, UnknownLengths.REFUSE, nanos::get);

    @Test
    void aSourceIsReportedWithItsCountersSinceBirth() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP).moved(100, 200);
        assertEquals(new Traffic(100, 200), only().payload());
        source.moved(150, 220);
        assertEquals(new Traffic(150, 220), only().payload());
        assertEquals(1, kernel.opened);
    }

    @Test
    void aSocketThatDoesNotChangeIsTheSameObject() throws ScanException {
        kernel.add(SyntheticSource.TCP).moved(100, 200);
        assertSame(only(), only());
    }

    @Test
    void manySourcesComePageByPage() throws ScanException {
        addMany(250);
        assertEquals(250, sockets.read().sockets().size());
        assertEquals(5 + 3, kernel.requests);
    }

    @Test
    void exactlyOnePageIsFollowedByAnEmptyOne() throws ScanException {
        addMany(100);
        assertEquals(100, sockets.read().sockets().size());
        assertEquals(5 + 2, kernel.requests);
    }

    @Test
    void aStormOfTwentyThousandSourcesIsReadAndForgotten() throws ScanException {
        addMany(20_000);
        assertEquals(20_000, sockets.read().sockets().size());
        List<SyntheticSource> all = List.copyOf(kernel.sources);
        all.forEach(kernel::close);
        SocketTable closed = sockets.read();
        assertEquals(20_000, closed.sockets().stream().filter(Socket::closed).count());
        assertEquals(0, sockets.read().sockets().size());
    }

    @Test
    void aClosedSourceIsReportedOnceWithItsFinalCounters() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP).moved(1, 1);
        sockets.read();
        kernel.close(source.moved(10, 20));
        SocketTable table = sockets.read();
        assertTrue(table.reportsClosed());
        assertEquals(1, table.sockets().size());
        assertTrue(table.sockets().get(0).closed());
        assertEquals(new Traffic(10, 20), table.sockets().get(0).payload());
        assertEquals(NtstatSource.Ending.FINAL, sockets.sources().get(0).ending());
        assertEquals(List.of(), sockets.read().sockets());
    }

    @Test
    void aSourceThatOpensAndClosesBetweenTwoReadsIsReported() throws ScanException {
        sockets.read();
        kernel.close(kernel.add(SyntheticSource.QUIC).moved(10, 20));
        Socket socket = only();
        assertTrue(socket.closed());
        assertEquals(new Traffic(10, 20), socket.payload());
    }

    @Test
    void countersAndDescriptionMayComeApart() throws ScanException {
        sockets.read();
        SyntheticSource source = new SyntheticSource(9, SyntheticSource.UDP).moved(10, 20);
        kernel.queue(source.added());
        kernel.queue(source.countsMessage(4));
        kernel.queue(source.descriptionMessage(kernel.release, 4));
        kernel.queue(source.removed(0));
        Socket socket = only();
        assertTrue(socket.closed());
        assertEquals(new Traffic(10, 20), socket.payload());
        assertEquals(501, socket.owners().get(0).pid());
    }

    @Test
    void countersWithoutADescriptionAreNotListed() throws ScanException {
        sockets.read();
        kernel.queue(new SyntheticSource(9, SyntheticSource.UDP).moved(10, 20).countsMessage(0));
        assertEquals(List.of(), sockets.read().sockets());
    }

    @Test
    void aClosedSourceThatTheKernelDoesNotConfirmIsNotReportedAgain() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP).moved(10, 20);
        sockets.read();
        kernel.queue(source.update(kernel.release, 4));
        kernel.sources.clear();
        assertTrue(only().closed());
        kernel.queue(source.update(kernel.release, 0));
        assertEquals(List.of(), sockets.read().sockets());
        kernel.queue(source.removed(0));
        assertEquals(List.of(), sockets.read().sockets());
        assertEquals(0, sockets.health().lostFinals());
    }

    @Test
    void aSourceThatClosedWithoutFinalCountersIsNotReportedAsClosed() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP).moved(10, 20);
        sockets.read();
        kernel.sources.clear();
        kernel.queue(source.removed(8));
        SocketTable table = sockets.read();
        assertEquals(List.of(), table.sockets());
        assertFalse(table.reportsClosed());
        assertEquals(1, sockets.health().lostFinals());
        assertEquals(NtstatSource.Ending.LOST, sockets.sources().get(0).ending());
        assertTrue(sockets.read().reportsClosed());
    }

    @Test
    void aSourceThatIsMissingFromAPollIsNotClosedAndThePollIsRepeated() throws ScanException {
        addMany(20);
        sockets.read();
        kernel.lostRecords = 1;
        SocketTable table = sockets.read();
        assertEquals(20, table.sockets().size());
        assertEquals(0, table.sockets().stream().filter(Socket::closed).count());
        assertEquals(1, sockets.health().repeated());
        assertEquals(0, sockets.health().missing());
    }

    @Test
    void aSourceThatStaysMissingKeepsItsCountersForAWhile() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP).moved(10, 20);
        sockets.read();
        kernel.sources.clear();
        assertEquals(new Traffic(10, 20), only().payload());
        for (int i = 0; i < 5; i++) {
            sockets.read();
        }
        assertEquals(List.of(), sockets.read().sockets());
        kernel.sources.add(source.moved(15, 25));
        assertEquals(new Traffic(15, 25), only().payload());
    }

    @Test
    void messagesOfUnknownTypesAreSkipped() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP).moved(3, 4);
        sockets.read();
        kernel.queue(SyntheticSource.empty(10009, 64), source.moved(5, 6).update(kernel.release, 0));
        assertEquals(new Traffic(5, 6), only().payload());
    }

    @Test
    void anotherOwnerIsNamedFromThenOn() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP);
        sockets.read();
        source.pid = 502;
        source.epid = 502;
        source.name = "worker";
        assertEquals("worker", only().owners().get(0).command());
        assertEquals(502, only().owners().get(0).pid());
    }

    private void addMany(int count) {
        for (int i = 0; i < count; i++) {
            kernel.add(SyntheticSource.TCP).moved(i, 2L * i);
        }
    }

    private Socket only() throws ScanException {
        List<Socket> read = sockets.read().sockets();
        assertEquals(1, read.size());
        return read.get(0);
    }
}
