package netmon.scan.linux.ebpf.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.programs.CountLayout;
import netmon.scan.linux.ebpf.programs.LostLayout;

/** Reads the values of the array {@code lost}, one after the other as {@link LostLayout} has them. */
public final class LostCounters {
    public static final int LENGTH = LostLayout.ENTRIES * CountLayout.FLOW;

    private LostCounters() {}

    /**
     * The sums since the programs were loaded.
     *
     * @throws ScanException if it is another number of values
     */
    public static LostEvents parse(ByteBuffer content) throws ScanException {
        ByteBuffer bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.capacity() != LENGTH) {
            throw new ScanException("bpf lost: " + bytes.capacity() + " bytes in place of " + LENGTH);
        }
        return new LostEvents(
                flow(bytes, LostLayout.IN),
                flow(bytes, LostLayout.OUT),
                flow(bytes, LostLayout.BIRTHS).packets());
    }

    private static DirectionCounts flow(ByteBuffer bytes, int index) {
        int at = index * CountLayout.FLOW;
        return new DirectionCounts(
                bytes.getLong(at + CountLayout.BYTES),
                bytes.getLong(at + CountLayout.PACKETS),
                bytes.getLong(at + CountLayout.SEGMENTS),
                bytes.getLong(at + CountLayout.HEADERS));
    }
}
