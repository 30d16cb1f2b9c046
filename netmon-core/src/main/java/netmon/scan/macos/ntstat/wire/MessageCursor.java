package netmon.scan.macos.ntstat.wire;

import java.nio.ByteBuffer;

/**
 * Goes through the messages of one record, which follow one another without gaps. Reused for every record and message;
 * allocates nothing.
 */
public final class MessageCursor {
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int at;
    private int end;
    private int length;
    private boolean torn;

    /**
     * Starts before the first message of a record.
     *
     * @param bytes in {@link Wire#ORDER}; read by absolute index only
     */
    public MessageCursor start(ByteBuffer bytes, int from, int to) {
        this.bytes = bytes;
        at = from;
        end = to;
        length = 0;
        torn = false;
        return this;
    }

    /** Goes to the next message; false at the record's end, or where a length does not fit the record. */
    public boolean next() {
        at += length;
        length = 0;
        if (at == end || torn) {
            return false;
        }
        int stated = end - at < Wire.HEADER ? 0 : u16(Wire.LENGTH_AT);
        torn = stated < Wire.HEADER || stated > end - at;
        length = torn ? 0 : stated;
        return !torn;
    }

    /** True if the record ends within a message, or a message says it is shorter than its header. */
    public boolean isTorn() {
        return torn;
    }

    /** Index of the message, or of the torn rest. */
    public int at() {
        return at;
    }

    public int length() {
        return length;
    }

    public long context() {
        return u64(Wire.CONTEXT_AT);
    }

    public int type() {
        return u32(Wire.TYPE_AT);
    }

    public int flags() {
        return u16(Wire.FLAGS_AT);
    }

    public ByteBuffer bytes() {
        return bytes;
    }

    public long u64(int offset) {
        return bytes.getLong(at + offset);
    }

    public int u32(int offset) {
        return bytes.getInt(at + offset);
    }

    public int u16(int offset) {
        return Short.toUnsignedInt(bytes.getShort(at + offset));
    }
}
