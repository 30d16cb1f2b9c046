package netmon.scan.macos.ntstat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** What goes wrong between netmon and the kernel. */
class NtstatFailuresTest {
    private final FakeKernelControl kernel = new FakeKernelControl();
    private final AtomicLong nanos = new AtomicLong();
    private final NtstatSockets sockets = new NtstatSockets(kernel, UnknownLengths.REFUSE, nanos::get);

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
    void aRepeatedPollThatFailsLeavesATornTable() throws ScanException {
        SyntheticSource missing = kernel.add(SyntheticSource.TCP);
        SyntheticSource other = kernel.add(SyntheticSource.TCP);
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
    void anOverrunIsCountedAndAnsweredByAFullPoll() throws ScanException {
        kernel.add(SyntheticSource.TCP);
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
        SyntheticSource source = kernel.add(SyntheticSource.TCP).moved(10, 20);
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
        kernel.add(SyntheticSource.TCP).moved(7, 8);
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
        SyntheticSource source = kernel.add(SyntheticSource.TCP).moved(10, 20);
        sockets.read();
        source.moved(9, 20);
        ScanException e = assertThrows(ScanException.class, sockets::read);
        assertEquals("ntstat: counters of source 1 went back: it cannot be trusted", e.getMessage());
        assertEquals(1, kernel.closed);
        assertEquals(Traffic.NONE, only().payload());
    }

    @Test
    void countersBeyondSixtyThreeBitsAreNotTrusted() {
        kernel.add(SyntheticSource.TCP).moved(-1, 20);
        assertThrows(ScanException.class, sockets::read);
    }

    @Test
    void whatClosedBeforeAFailedPollIsReportedByTheNextGoodOne() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP).moved(10, 20);
        sockets.read();
        kernel.close(source.moved(11, 22));
        kernel.lostAnswers = 2;
        assertThrows(ScanException.class, sockets::read);
        assertEquals(new Traffic(11, 22), only().payload());
    }

    @Test
    void whatClosedBeforeTheControlIsOpenedAgainIsReported() throws ScanException {
        SyntheticSource other = kernel.add(SyntheticSource.TCP);
        SyntheticSource source = kernel.add(SyntheticSource.TCP).moved(10, 20);
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
    void halfAMessageIsATornRecordAndCostsNoByte() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP);
        sockets.read();
        source.moved(1_000, 2_000);
        tearRecord(source);
        ScanException e = assertThrows(ScanException.class, sockets::read);
        assertEquals("ntstat: a poll has a record of 696 bytes that is torn at byte 496", e.getMessage());
        assertEquals(0, kernel.closed);
        assertEquals(new Traffic(1_000, 2_000), sockets.read().sockets().get(0).payload());
    }

    @Test
    void afterThreeTornRecordsInARowTheControlIsOpenedAgain() throws ScanException {
        SyntheticSource source = kernel.add(SyntheticSource.TCP);
        sockets.read();
        for (int i = 0; i < 3; i++) {
            tearRecord(source);
            assertThrows(ScanException.class, sockets::read);
        }
        assertEquals(1, kernel.closed);
        assertEquals(1, sockets.read().sockets().size());
    }

    private void tearRecord(SyntheticSource source) {
        kernel.queue(source.update(kernel.release, 0), Arrays.copyOf(source.update(kernel.release, 0), 200));
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
        kernel.add(SyntheticSource.TCP);
        sockets.read();
        kernel.broken = true;
        assertThrows(ScanException.class, sockets::read);
        kernel.broken = false;
        assertEquals(1, sockets.read().sockets().size());
        assertEquals(2, kernel.opened);
    }

    @Test
    void aKernelThatRefusesItsOwnSocketsIsRefused() {
        kernel.refusedProviders.put(SyntheticSource.TCP, 1);
        ScanException e = assertThrows(ScanException.class, sockets::read);
        assertEquals("ntstat: the kernel refuses TCP_KERNEL, EPERM (1), no permission", e.getMessage());
        assertEquals(1, kernel.closed);
    }

    @Test
    void flowsInUserSpaceThatAreRefusedAreNamedAndTheRestIsRead() throws ScanException {
        kernel.refusedProviders.put(SyntheticSource.QUIC, 45);
        kernel.add(SyntheticSource.TCP);
        assertEquals(1, sockets.read().sockets().size());
        assertEquals(List.of(Provider.QUIC_USERLAND), sockets.health().refused());
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
