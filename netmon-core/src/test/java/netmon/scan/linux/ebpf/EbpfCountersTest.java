package netmon.scan.linux.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.programs.CountLayout;
import netmon.scan.linux.ebpf.records.CountDifferences;
import netmon.scan.linux.ebpf.records.CountEntries;
import netmon.scan.linux.ebpf.records.CounterReads;
import netmon.scan.linux.ebpf.records.DirectionCounts;
import netmon.scan.linux.ebpf.records.LostCounters;
import netmon.scan.linux.ebpf.records.LostEvents;
import netmon.scan.linux.ebpf.records.OwnProcess;
import netmon.scan.linux.ebpf.records.RecordedBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EbpfCountersTest {
    private final Fake fake = new Fake();
    private final EbpfCounters counters = new EbpfCounters(fake, () -> fake.now);

    @Test
    void aPollHasDifferencesBirthsAndLosses() throws ScanException {
        fake.births = RecordedBytes.read("births.bin");
        fake.lost.putLong(0, 1500).putLong(8, 1).putLong(2 * CountLayout.FLOW + 8, 3);
        EbpfPoll first = counters.poll();
        assertEquals(5, first.sockets().size());
        assertEquals(4, first.births().size());
        assertEquals(new LostEvents(new DirectionCounts(1500, 1, 0, 0), DirectionCounts.NONE, 3), first.lost());
        fake.births = ByteBuffer.allocate(0);
        assertEquals(new EbpfPoll(List.of(), List.of(), LostEvents.NONE), counters.poll());
    }

    @Test
    void aPollThatFailsLosesNothing() throws ScanException {
        fake.fails = true;
        assertThrows(ScanException.class, counters::poll);
        fake.fails = false;
        assertEquals(5, counters.poll().sockets().size());
    }

    @Test
    void aQuickPollMakesRoomInTheRingAndTakesNoBirths() throws ScanException {
        fake.births = RecordedBytes.read("births.bin");
        counters.makeRoom();
        counters.makeRoom();
        assertEquals(2, fake.madeRoom);
        assertEquals(4, counters.poll().births().size());
    }

    @Test
    void stillEntriesAreTakenOutOnce() throws ScanException {
        counters.poll();
        fake.now = CountDifferences.STILL_NANOS;
        counters.poll();
        assertEquals(5, fake.taken);
        assertEquals(0, counters.size());
        counters.close();
        assertTrue(fake.closed);
    }

    private static final class Fake implements CounterReads {
        private final ByteBuffer lost = ByteBuffer.allocate(LostCounters.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        private ByteBuffer births = ByteBuffer.allocate(0);
        private long now;
        private int taken;
        private int madeRoom;
        private boolean fails;
        private boolean closed;

        @Override
        public CountEntries counts() throws ScanException {
            return CountEntries.of(RecordedBytes.read("counts.bin"));
        }

        @Override
        public ByteBuffer births() {
            return births;
        }

        @Override
        public void makeRoom() {
            madeRoom++;
        }

        @Override
        public ByteBuffer lost() throws ScanException {
            if (fails) {
                throw new ScanException("lost");
            }
            return lost;
        }

        @Override
        public @Nullable CountEntries take(long cookie, int interfaceIndex) {
            taken++;
            return CountEntries.NONE;
        }

        @Override
        public OwnProcess own() {
            return new OwnProcess(1, 2, 2);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
