package netmon.scan.macos.ntstat.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The present message of a cursor, read as one about a source: SRC_UPDATE and SRC_EXTENDED_UPDATE (counters and
 * descriptor), SRC_COUNTS (counters), SRC_DESC (descriptor). Reused; allocates nothing. Counters are unsigned 64-bit
 * numbers since the socket's birth.
 */
public final class SourceMessage {
    private static final int UPDATE_PROVIDER_AT = 144;
    private static final int UPDATE_DESCRIPTOR_AT = 152;
    private static final int DESC_PROVIDER_AT = 32;
    private static final int DESC_DESCRIPTOR_AT = 40;
    private static final int COUNTS_BYTES = 144;

    private static final int RECEIVED_PACKETS = 32;
    private static final int RECEIVED = 40;
    private static final int SENT_PACKETS = 48;
    private static final int SENT = 56;

    /** Cellular, Wi-Fi and wired, each with both directions, received bytes first. */
    private static final int FIRST_KIND = 64;

    private static final int KINDS_END = 112;
    private static final int KIND_BYTES = 16;

    private MessageCursor message = new MessageCursor();
    private @Nullable Provider provider;
    private int descriptorAt;

    /** True if a message of this type carries counters or a descriptor of a source. */
    public static boolean isOne(int type) {
        return switch (type) {
            case Wire.SRC_UPDATE, Wire.SRC_EXTENDED_UPDATE, Wire.SRC_COUNTS, Wire.SRC_DESC -> true;
            default -> false;
        };
    }

    /**
     * Reads the frame of the cursor's present message; the fields are read when they are asked for.
     *
     * @throws UnknownLayoutException if the message is too short or of a provider that netmon did not ask for
     */
    public void read(MessageCursor cursor) throws UnknownLayoutException {
        message = cursor;
        switch (message.type()) {
            case Wire.SRC_COUNTS -> {
                requireBytes(COUNTS_BYTES);
                provider = null;
                descriptorAt = 0;
            }
            case Wire.SRC_DESC -> readFrame(DESC_PROVIDER_AT, DESC_DESCRIPTOR_AT);
            default -> readFrame(UPDATE_PROVIDER_AT, UPDATE_DESCRIPTOR_AT);
        }
    }

    private void readFrame(int providerAt, int descriptor) throws UnknownLayoutException {
        requireBytes(descriptor);
        int number = message.u32(providerAt);
        provider = Provider.of(number);
        descriptorAt = descriptor;
        if (provider == null) {
            throw new UnknownLayoutException("ntstat: a message " + message.type() + " names provider " + number
                    + ", which was not subscribed to: its layout is not the one that netmon knows");
        }
    }

    private void requireBytes(int least) throws UnknownLayoutException {
        if (message.length() < least) {
            throw new UnknownLayoutException("ntstat: a message " + message.type() + " has " + message.length()
                    + " bytes, and at least " + least + " are needed");
        }
    }

    public long srcref() {
        return message.u64(Wire.SRCREF_AT);
    }

    public boolean isClosing() {
        return (message.flags() & Wire.CLOSING) != 0;
    }

    /** Null if the message has no descriptor. */
    public @Nullable Provider provider() {
        return provider;
    }

    public boolean hasCounts() {
        return message.type() != Wire.SRC_DESC;
    }

    /** True if items follow the descriptor, so that its own length is not known. */
    public boolean isExtended() {
        return message.type() == Wire.SRC_EXTENDED_UPDATE;
    }

    public int descriptorBytes() {
        return message.length() - descriptorAt;
    }

    /** Payload. */
    public long received() {
        return message.u64(RECEIVED);
    }

    /** Payload, retransmissions included. */
    public long sent() {
        return message.u64(SENT);
    }

    public long receivedPackets() {
        return message.u64(RECEIVED_PACKETS);
    }

    public long sentPackets() {
        return message.u64(SENT_PACKETS);
    }

    /** Received bytes over cellular, Wi-Fi and wired links together; with headers for flows in user space. */
    public long receivedByKind() {
        return sumOfKinds(FIRST_KIND);
    }

    /** The same of sent bytes. */
    public long sentByKind() {
        return sumOfKinds(FIRST_KIND + Long.BYTES);
    }

    private long sumOfKinds(int first) {
        long sum = 0;
        for (int at = first; at < KINDS_END; at += KIND_BYTES) {
            sum += message.u64(at);
        }
        return sum;
    }

    /** A u64 of the descriptor. */
    public long u64(int offset) {
        return message.u64(descriptorAt + offset);
    }

    /** A u32 of the descriptor. */
    public int u32(int offset) {
        return message.u32(descriptorAt + offset);
    }

    /** Index of a descriptor's field in {@link #bytes}. */
    public int indexOf(int offset) {
        return message.at() + descriptorAt + offset;
    }

    public ByteBuffer bytes() {
        return message.bytes();
    }
}
