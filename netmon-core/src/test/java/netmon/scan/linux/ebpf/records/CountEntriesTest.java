package netmon.scan.linux.ebpf.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.programs.CountLayout;
import org.junit.jupiter.api.Test;

class CountEntriesTest {
    @Test
    void aClientIsReadWithItsFarEnd() throws ScanException {
        Origin origin = new Origin(4393, 4192, 3924, 0, "java");
        Endpoint server = new Endpoint(Address.parse("10.231.8.2"), 5001);
        assertEquals(
                new CountedSocket(4393, 2, origin, 2, 1, 6, new Endpoint(Address.ANY, 58386), server),
                recorded().socket(0, new SharedValues()));
    }

    @Test
    void anAcceptedSocketHasItsListenersOrigin() throws ScanException {
        CountedSocket listener = recorded().socket(1, new SharedValues());
        CountedSocket accepted = recorded().socket(3, new SharedValues());
        assertEquals(4394, accepted.cookie());
        assertEquals(listener.cookie(), accepted.origin().cookie());
        assertEquals(Endpoint.ANY, listener.remote());
        assertEquals(new Endpoint(Address.parse("10.231.8.1"), 58386), accepted.remote());
    }

    @Test
    void theCountersOfBothEndsAgree() throws ScanException {
        CountEntries entries = recorded();
        long[] client = counters(entries, 0);
        long[] server = LongStream.range(0, 8)
                .map(i -> entries.counter(1, (int) i) + entries.counter(3, (int) i))
                .toArray();
        assertArrayEquals(new long[] {server[4], server[0]}, new long[] {client[0], client[4]});
        assertEquals(400 * (1200 + 28), entries.counter(4, 4));
        assertEquals(400 * (1 + 28), entries.counter(2, 4));
    }

    @Test
    void aVersion6AddressIsRead() throws ScanException {
        ByteBuffer value = ByteBuffer.allocate(CountLayout.VALUE).order(ByteOrder.LITTLE_ENDIAN);
        value.putInt(CountLayout.FAMILY_TYPE, 10).putInt(CountLayout.FAMILY_TYPE + 4, 2);
        value.put(CountLayout.REMOTE_PORT, (byte) 1).put(CountLayout.REMOTE_PORT + 1, (byte) 0xbb);
        value.put(CountLayout.LOCAL_V4, new byte[] {127, 0, 0, 6}); // what the kernel has there for version 6
        value.put(CountLayout.REMOTE_ADDRESS, (byte) 0x20).put(CountLayout.REMOTE_ADDRESS + 15, (byte) 1);
        CountEntries entries = new CountEntries(ByteBuffer.allocate(CountLayout.KEY), value, 1);
        assertEquals(
                new Endpoint(Address.parse("2000::1"), 443),
                entries.socket(0, new SharedValues()).remote());
        assertEquals(Endpoint.ANY, entries.socket(0, new SharedValues()).local());
    }

    @Test
    void aLocalAddressOfVersion4IsRead() throws ScanException {
        ByteBuffer value = ByteBuffer.allocate(CountLayout.VALUE).order(ByteOrder.LITTLE_ENDIAN);
        value.putInt(CountLayout.FAMILY_TYPE, 2).putInt(CountLayout.PROTOCOL_PORT + 4, 8080);
        value.put(CountLayout.LOCAL_V4, new byte[] {10, 1, 2, 4});
        CountEntries entries = new CountEntries(ByteBuffer.allocate(CountLayout.KEY), value, 1);
        assertEquals(
                new Endpoint(Address.parse("10.1.2.4"), 8080),
                entries.socket(0, new SharedValues()).local());
    }

    @Test
    void aRecordingIsWrittenAsItIsRead() throws ScanException {
        assertEquals(RecordedBytes.read("counts.bin"), recorded().recording());
        assertEquals(0, CountEntries.of(ByteBuffer.allocate(0)).size());
    }

    @Test
    void halfAnEntryIsRefused() {
        assertThrows(ScanException.class, () -> CountEntries.of(ByteBuffer.allocate(161)));
    }

    private static CountEntries recorded() throws ScanException {
        return CountEntries.of(RecordedBytes.read("counts.bin"));
    }

    private static long[] counters(CountEntries entries, int entry) {
        return LongStream.range(0, 8).map(i -> entries.counter(entry, (int) i)).toArray();
    }
}
