package netmon.scan.macos.ntstat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.ScanException;
import netmon.scan.macos.ntstat.SyntheticSource.Release;
import netmon.scan.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NtstatRecordingTest {
    private final FakeKernelControl kernel = new FakeKernelControl();

    /** The present tick of a recording made by hand. */
    private byte[] tick = new byte[0];

    private final NtstatSockets replayed =
            new NtstatSockets(() -> new RecordedControl(() -> ByteBuffer.wrap(tick)), UnknownLengths.REFUSE, () -> 0);

    @ParameterizedTest
    @ValueSource(strings = {"closing-8796", "epid-10063", "mixed-11417", "quic-12377"})
    void everyApplicationHasTheBytesThatTheKernelReported(String name) throws ScanException {
        NtstatSample sample = new NtstatSample(name);
        Recording recording = sample.recording();
        NtstatSockets source = replay(recording);
        assertEquals(sample.truth(), sample.sums(source, recording));
        assertEquals(1, source.health().connections());
        assertEquals(0, source.health().failed());
        assertEquals(0, source.health().lostFinals());
        assertEquals(0, source.health().repeated());
    }

    @Test
    void whatIsRecordedIsReplayedAlike() throws ScanException {
        NtstatTape tape = new NtstatTape();
        NtstatSockets live =
                new NtstatSockets(() -> new TappedControl(kernel.open(), tape), UnknownLengths.REFUSE, () -> 0);
        for (int i = 0; i < 230; i++) {
            kernel.add(i % 2 == 0 ? SyntheticSource.TCP : SyntheticSource.UDP).moved(i, i);
        }
        for (int second = 0; second < 5; second++) {
            kernel.pagesWithoutRoom = second == 2 ? 1 : 0;
            kernel.lostAnswers = second == 3 ? 1 : 0;
            kernel.lostRecords = second == 4 ? 1 : 0;
            SocketTable recorded = live.read();
            tick = tape.take();
            assertEquals(sorted(recorded), sorted(replayed.read()));
            kernel.close(kernel.sources.get(second).moved(1000, 1000));
        }
        assertEquals(live.health(), replayed.health());
    }

    @Test
    void aTapeHoldsTheRecordsOfOneTick() {
        NtstatTape tape = new NtstatTape();
        tape.record(ByteBuffer.wrap(new byte[] {1, 2}));
        tape.record(ByteBuffer.wrap(new byte[] {3}));
        assertArrayEquals(new byte[] {1, 2, 3}, tape.take());
        assertArrayEquals(new byte[0], tape.take());
    }

    @Test
    void aTapeGrowsAsFarAsARecordingMay() {
        NtstatTape tape = new NtstatTape();
        byte[] record = new byte[65_536];
        for (int i = 0; i < 1100; i++) {
            tape.record(ByteBuffer.wrap(record));
        }
        assertEquals(64 << 20, tape.take().length);
    }

    @Test
    void aRecordingThatBeginsInTheMidstIsReplayed() throws ScanException {
        tick = join(update(1, 10), SyntheticSource.success(1007, 0));
        assertEquals(new Traffic(10, 10), replayed.read().sockets().get(0).payload());
        tick = join(update(1, 20), SyntheticSource.success(1008, 0));
        assertEquals(new Traffic(20, 20), replayed.read().sockets().get(0).payload());
    }

    @Test
    void aRecordingWithoutTheFileHasNoSuchSource() {
        NtstatSockets none = new NtstatSockets(
                () -> new RecordedControl(() -> {
                    throw new ScanException("the recording holds no \"ntstat\" in 0001");
                }),
                UnknownLengths.REFUSE,
                () -> 0);
        ScanException e = assertThrows(ScanException.class, none::read);
        assertEquals("the recording holds no \"ntstat\" in 0001", e.getMessage());
    }

    @Test
    void aTickWithoutAnAnswerIsAFailedPollAndTheNextOneGoesOn() throws ScanException {
        tick = join(update(1, 10), SyntheticSource.success(7, 0));
        replayed.read();
        tick = new byte[0];
        assertThrows(ScanException.class, replayed::read);
        tick = join(update(1, 30), SyntheticSource.success(9, 0));
        assertEquals(new Traffic(30, 30), replayed.read().sockets().get(0).payload());
        assertEquals(1, replayed.health().connections());
    }

    @Test
    void aTickThatIsPolledTwiceReportsNothingTwice() throws ScanException {
        tick = join(update(1, 10), SyntheticSource.success(7, 0));
        replayed.read();
        SyntheticSource closed = new SyntheticSource(2, SyntheticSource.TCP).moved(5, 5);
        tick = join(
                closed.update(Release.MACOS_14, 4), closed.removed(0), update(1, 20), SyntheticSource.success(8, 0));
        assertEquals(2, replayed.read().sockets().size());
        List<Socket> again = replayed.read().sockets();
        assertEquals(1, again.size());
        assertFalse(again.get(0).closed());
    }

    @Test
    void aRecordedConnectionThatIsOpenedAgainIsABaseline() throws ScanException {
        tick = join(update(1, 10), SyntheticSource.success(7, 0));
        replayed.read();
        tick = join(
                SyntheticSource.success(1, 0),
                SyntheticSource.success(2, 0),
                update(1, 900),
                SyntheticSource.success(6, 0));
        assertThrows(ScanException.class, replayed::read);
        tick = join(update(1, 1000), SyntheticSource.success(7, 0));
        assertEquals(Traffic.NONE, replayed.read().sockets().get(0).payload());
    }

    @Test
    void aTornTickIsAFailedRead() throws ScanException {
        tick = join(update(1, 10), SyntheticSource.success(7, 0));
        replayed.read();
        tick = Arrays.copyOf(join(update(1, 20), SyntheticSource.success(8, 0)), 300);
        ScanException e = assertThrows(ScanException.class, replayed::read);
        assertTrue(String.valueOf(e.getMessage()).contains("torn"), e.getMessage());
    }

    private static NtstatSockets replay(Recording recording) {
        return new NtstatSockets(
                () -> new RecordedControl(() -> recording.read("ntstat").bytes()), UnknownLengths.REFUSE, () -> 0);
    }

    private static byte[] update(long srcref, long bytes) {
        return new SyntheticSource(srcref, SyntheticSource.TCP)
                .moved(bytes, bytes)
                .update(Release.MACOS_14, 0);
    }

    private static byte[] join(byte[]... messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] each : messages) {
            all.writeBytes(each);
        }
        return all.toByteArray();
    }

    private static List<String> sorted(SocketTable table) {
        List<String> lines = new ArrayList<>(List.of(table.torn() + " " + table.reportsClosed()));
        lines.addAll(table.sockets().stream().map(Socket::toString).sorted().collect(Collectors.toList()));
        return lines;
    }
}
