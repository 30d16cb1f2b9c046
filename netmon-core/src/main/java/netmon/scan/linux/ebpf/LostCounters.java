package netmon.scan.linux.ebpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.scan.ScanException;

/** Reads the values of the array {@code lost}, one after the other as {@link LostLayout} has them. */
final class LostCounters {
    static final int LENGTH = LostLayout.ENTRIES * CountLayout.FLOW;

    private LostCounters() {}

    /**
     * The sums since the programs were loaded.
     *
     * @throws ScanException if it is another number of values
     */
    static Lost parse(ByteBuffer content) throws ScanException {
        ByteBuffer bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.capacity() != LENGTH) {
            throw new ScanException("bpf lost: " + bytes.capacity() + " bytes in place of " + LENGTH);
        }
        return new Lost(
                flow(bytes, LostLayout.IN),
                flow(bytes, LostLayout.OUT),
                flow(bytes, LostLayout.BIRTHS).packets());
    }

    private static Flow flow(ByteBuffer bytes, int index) {
        int at = index * CountLayout.FLOW;
        return new Flow(
                bytes.getLong(at + CountLayout.BYTES),
                bytes.getLong(at + CountLayout.PACKETS),
                bytes.getLong(at + CountLayout.SEGMENTS),
                bytes.getLong(at + CountLayout.HEADERS));
    }
}
