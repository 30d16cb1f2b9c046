package netmon.scan.macos.ntstat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.ScanException;
import netmon.scan.macos.ntstat.wire.Provider;
import org.junit.jupiter.api.Test;

class NtstatSocketsTest {
    private final FakeKernel kernel = new FakeKernel();
    private final AtomicLong nanos = new AtomicLong();
    private final NtstatSockets sockets = new NtstatSockets(kernel, UnknownLengths.REFUSE, nanos::get);

    @Test
    void aSourceIsReportedWithItsCountersSinceBirth() throws ScanException {
        TestSource source = kernel.add(TestSource.TCP).moved(100, 200);
        assertEquals(new Traffic(100, 200), only().payload());
        source.moved(150, 220);
        assertEquals(new Traffic(150, 220), only().payload());
        assertEquals(1, kernel.opened);
    }

    @Test
    void aSocketThatDoesNotChangeIsTheSameObject() throws ScanException {
        kernel.add(TestSource.TCP).moved(100, 200);
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
        List<TestSource> all = List.copyOf(kernel.sources);
        all.forEach(kernel::close);
        SocketTable closed = sockets.read();
        assertEquals(20_000, closed.sockets().stream().filter(Socket::closed).count());
        assertEquals(0, sockets.read().sockets().size());
    }

    @Test
    void aPollOfMoreThanAThousandPagesFails() {
        addMany(6000);
        kernel.pageSize = 5;
        ScanException e = assertThrows(ScanException.class, sockets::read);
        assertEquals("ntstat: a poll is not finished after 1000 pages", e.getMessage());
    }

    @Test
    void moreSourcesThanFitIntoMemoryAreRefused() {
        addMany(11);
        NtstatSockets small =
                new NtstatSockets(kernel, UnknownLengths.REFUSE, nanos::get, 10, NtstatSockets.newRecord());
        assertThrows(ScanException.class, small::read);
    }

    @Test
    void aClosedSourceIsReportedOnceWithItsFinalCounters() throws ScanException {
        TestSource source = kernel.add(TestSource.TCP).moved(1, 1);
        sockets.read();
        kernel.close(source.moved(10, 20));
        SocketTable table = sockets.read();
        assertTrue(table.tellsClosed());
        assertEquals(1, table.sockets().size());
        assertTrue(table.sockets().get(0).closed());
        assertEquals(new Traffic(10, 20), table.sockets().get(0).payload());
        assertEquals(NtstatSource.Ending.FINAL, sockets.sources().get(0).ending());
        assertEquals(List.of(), sockets.read().sockets());
    }

    @Test
    void aSourceThatOpensAndClosesBetweenTwoReadsIsReported() throws ScanException {
        sockets.read();
        kernel.close(kernel.add(TestSource.QUIC).moved(10, 20));
        Socket socket = only();
        assertTrue(socket.closed());
        assertEquals(new Traffic(10, 20), socket.payload());
    }

    @Test
    void countersAndDescriptionMayComeApart() throws ScanException {
        sockets.read();
        TestSource source = new TestSource(9, TestSource.UDP).moved(10, 20);
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
        kernel.queue(new TestSource(9, TestSource.UDP).moved(10, 20).countsMessage(0));
        assertEquals(List.of(), sockets.read().sockets());
    }

    @Test
    void aClosedSourceThatTheKernelDoesNotConfirmIsNotReportedAgain() throws ScanException {
        TestSource source = kernel.add(TestSource.TCP).moved(10, 20);
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
        TestSource source = kernel.add(TestSource.TCP).moved(10, 20);
        sockets.read();
        kernel.sources.clear();
        kernel.queue(source.removed(8));
        SocketTable table = sockets.read();
        assertEquals(List.of(), table.sockets());
        assertFalse(table.tellsClosed());
        assertEquals(1, sockets.health().lostFinals());
        assertEquals(NtstatSource.Ending.LOST, sockets.sources().get(0).ending());
        assertTrue(sockets.read().tellsClosed());
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
    void aRepeatedPollThatFailsLeavesATornTable() throws ScanException {
        TestSource missing = kernel.add(TestSource.TCP);
        TestSource other = kernel.add(TestSource.TCP);
        sockets.read();
        kernel.sources.remove(missing);
        other.moved(5, 6);
        kernel.answersBeforeLoss = 1;
        kernel.lostAnswers = 2;
        SocketTable table = sockets.read();
        assertTrue(table.torn());
        assertEquals(2, table.sockets().size());
    }

    @Test
    void aSourceThatStaysMissingKeepsItsCountersForAWhile() throws ScanException {
        TestSource source = kernel.add(TestSource.TCP).moved(10, 20);
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
    void anOverrunIsCountedAndAnsweredByAFullPoll() throws ScanException {
        kernel.add(TestSource.TCP);
        sockets.read();
        int before = kernel.requests;
        kernel.overruns = 2;
        sockets.read();
        assertEquals(1, kernel.requests - before); // noticed before the poll, which is a full one anyway
        assertEquals(2, sockets.health().overruns());
    }

    @Test
    void aPageWithoutRoomGoesOnWithTheSameRequest() throws ScanException {
        addMany(150);
        kernel.pagesWithoutRoom = 1;
        assertEquals(150, sockets.read().sockets().size());
    }

    @Test
    void twoPagesWithoutRoomInARowFailThePollAndNotTheConnection() throws ScanException {
        addMany(350);
        kernel.pagesWithoutRoom = 2;
        ScanException e = assertThrows(ScanException.class, sockets::read);
        assertEquals("ntstat: a poll is refused: ENOBUFS (55), no room in the receive buffer", e.getMessage());
        assertEquals(350, sockets.read().sockets().size());
        assertEquals(1, kernel.opened);
    }

    @Test
    void aLostAnswerIsAskedForAgain() throws ScanException {
        addMany(150);
        kernel.lostAnswers = 0;
        sockets.read();
        kernel.lostAnswers = 1;
        assertEquals(150, sockets.read().sockets().size());
        assertEquals(1, sockets.health().overruns());
    }

    @Test
    void threePollsWithoutAnAnswerOpenTheControlAgain() throws ScanException {
        TestSource source = kernel.add(TestSource.TCP).moved(10, 20);
        long id = only().id();
        kernel.lostAnswers = 6;
        for (int i = 0; i < 3; i++) {
            assertEquals(1, kernel.opened);
            assertThrows(ScanException.class, sockets::read);
        }
        assertEquals(1, kernel.closed);
        source.moved(100, 200);
        Socket first = only();
        assertEquals(Traffic.NONE, first.payload(), "what moved before the new connection is a gap");
        assertTrue(first.id() != id, "the numbers of another connection are other sources");
        source.moved(101, 202);
        assertEquals(new Traffic(1, 2), only().payload());
        kernel.add(TestSource.TCP).moved(7, 8);
        assertEquals(
                new Traffic(7, 8),
                sockets.read().sockets().stream()
                        .filter(each -> each.id() != first.id())
                        .findFirst()
                        .orElseThrow()
                        .payload());
        assertEquals(2, sockets.health().connections());
    }

    @Test
    void countersThatGoBackAreNotTrustedAndTheControlIsOpenedAgain() throws ScanException {
        TestSource source = kernel.add(TestSource.TCP).moved(10, 20);
        sockets.read();
        source.moved(9, 20);
        ScanException e = assertThrows(ScanException.class, sockets::read);
        assertEquals("ntstat: counters of source 1 went back: it cannot be trusted", e.getMessage());
        assertEquals(1, kernel.closed);
        assertEquals(Traffic.NONE, only().payload());
    }

    @Test
    void countersBeyondSixtyThreeBitsAreNotTrusted() {
        kernel.add(TestSource.TCP).moved(-1, 20);
        assertThrows(ScanException.class, sockets::read);
    }

    @Test
    void whatClosedBeforeAFailedPollIsReportedByTheNextGoodOne() throws ScanException {
        TestSource source = kernel.add(TestSource.TCP).moved(10, 20);
        sockets.read();
        kernel.close(source.moved(11, 22));
        kernel.lostAnswers = 2;
        assertThrows(ScanException.class, sockets::read);
        assertEquals(new Traffic(11, 22), only().payload());
    }

    @Test
    void whatClosedBeforeTheControlIsOpenedAgainIsReported() throws ScanException {
        TestSource other = kernel.add(TestSource.TCP);
        TestSource source = kernel.add(TestSource.TCP).moved(10, 20);
        sockets.read();
        kernel.close(source.moved(11, 22));
        kernel.queue(Arrays.copyOf(other.update(kernel.release, 0), 100));
        assertThrows(ScanException.class, sockets::read);
        Socket closed = sockets.read().sockets().stream()
                .filter(Socket::closed)
                .findFirst()
                .orElseThrow();
        assertEquals(new Traffic(11, 22), closed.payload());
    }

    @Test
    void halfAMessageIsATornRecordAndTheControlIsOpenedAgain() throws ScanException {
        TestSource source = kernel.add(TestSource.TCP);
        sockets.read();
        kernel.queue(source.update(kernel.release, 0), Arrays.copyOf(source.update(kernel.release, 0), 200));
        ScanException e = assertThrows(ScanException.class, sockets::read);
        assertEquals("ntstat: a record of 696 bytes is torn at byte 496: it cannot be trusted", e.getMessage());
        assertEquals(1, kernel.closed);
        assertEquals(1, sockets.read().sockets().size());
    }

    @Test
    void messagesOfUnknownTypesAreSkipped() throws ScanException {
        TestSource source = kernel.add(TestSource.TCP).moved(3, 4);
        sockets.read();
        kernel.queue(TestSource.empty(10009, 64), source.moved(5, 6).update(kernel.release, 0));
        assertEquals(new Traffic(5, 6), only().payload());
    }

    @Test
    void aPollThatTakesTooLongGoesOnAtTheNextRead() throws ScanException {
        addMany(150);
        NtstatSockets slow = new NtstatSockets(kernel, UnknownLengths.REFUSE, () -> nanos.addAndGet(600_000_000));
        SocketTable first = slow.read();
        assertTrue(first.torn());
        assertEquals(100, first.sockets().size());
        SocketTable second = slow.read();
        assertFalse(second.torn());
        assertEquals(150, second.sockets().size());
    }

    @Test
    void aBrokenConnectionIsClosedAndOpenedAgain() throws ScanException {
        kernel.add(TestSource.TCP);
        sockets.read();
        kernel.broken = true;
        assertThrows(ScanException.class, sockets::read);
        kernel.broken = false;
        assertEquals(1, sockets.read().sockets().size());
        assertEquals(2, kernel.opened);
    }

    @Test
    void aKernelThatRefusesItsOwnSocketsIsRefused() {
        kernel.refusedProviders.put(TestSource.TCP, 1);
        ScanException e = assertThrows(ScanException.class, sockets::read);
        assertEquals("ntstat: the kernel refuses TCP_KERNEL, EPERM (1), no permission", e.getMessage());
        assertEquals(1, kernel.closed);
    }

    @Test
    void flowsInUserSpaceThatAreRefusedAreNamedAndTheRestIsRead() throws ScanException {
        kernel.refusedProviders.put(TestSource.QUIC, 45);
        kernel.add(TestSource.TCP);
        assertEquals(1, sockets.read().sockets().size());
        assertEquals(List.of(Provider.QUIC_USERLAND), sockets.health().refused());
    }

    @Test
    void anotherOwnerIsNamedFromThenOn() throws ScanException {
        TestSource source = kernel.add(TestSource.TCP);
        sockets.read();
        source.pid = 502;
        source.epid = 502;
        source.name = "worker";
        assertEquals("worker", only().owners().get(0).command());
        assertEquals(502, only().owners().get(0).pid());
    }

    private void addMany(int count) {
        for (int i = 0; i < count; i++) {
            kernel.add(TestSource.TCP).moved(i, 2L * i);
        }
    }

    private Socket only() throws ScanException {
        List<Socket> read = sockets.read().sockets();
        assertEquals(1, read.size());
        return read.get(0);
    }
}
