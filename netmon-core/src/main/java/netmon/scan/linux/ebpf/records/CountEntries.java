package netmon.scan.linux.ebpf.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.programs.CountLayout;
import netmon.scan.linux.ebpf.programs.OriginLayout;

/**
 * The entries of the map {@code counts}: as many keys as {@link CountLayout#KEY} has it, and as many values. A view
 * of the bytes that were read, valid until the next read.
 */
public final class CountEntries {
    public static final CountEntries NONE = new CountEntries(ByteBuffer.allocate(0), ByteBuffer.allocate(0), 0);

    private static final int AF_INET = 2;
    private static final int V4_LENGTH = 4;
    private static final int V6_LENGTH = 16;

    private final ByteBuffer keys;
    private final ByteBuffer values;
    private final int size;

    public CountEntries(ByteBuffer keys, ByteBuffer values, int size) {
        this.keys = keys.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.values = values.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.size = size;
    }

    /**
     * Reads the entries of a recording: all keys, then all values.
     *
     * @throws ScanException if the length is not that of whole entries
     */
    public static CountEntries of(ByteBuffer recorded) throws ScanException {
        int length = recorded.remaining();
        int entry = CountLayout.KEY + CountLayout.VALUE;
        if (length % entry != 0) {
            throw new ScanException("bpf counts: " + length + " bytes are not entries of " + entry);
        }
        int size = length / entry;
        int keys = size * CountLayout.KEY;
        ByteBuffer all = recorded.slice();
        return new CountEntries(all.slice(0, keys), all.slice(keys, length - keys), size);
    }

    /** Writes the form that {@link #of} reads. */
    public ByteBuffer recording() {
        int entry = CountLayout.KEY + CountLayout.VALUE;
        return ByteBuffer.allocate(size * entry)
                .put(keys.slice(0, size * CountLayout.KEY))
                .put(values.slice(0, size * CountLayout.VALUE))
                .flip();
    }

    public int size() {
        return size;
    }

    public long cookie(int entry) {
        return keys.getLong(entry * CountLayout.KEY + CountLayout.KEY_COOKIE);
    }

    public int interfaceIndex(int entry) {
        return keys.getInt(entry * CountLayout.KEY + CountLayout.KEY_INTERFACE);
    }

    /** One of the eight counters: bytes, packets, segments and headers received, then those sent. */
    public long counter(int entry, int counter) {
        return values.getLong(entry * CountLayout.VALUE + counter * Long.BYTES);
    }

    /** @param shared has the values that many sockets have in common */
    CountedSocket socket(int entry, SharedValues shared) {
        int value = entry * CountLayout.VALUE;
        int family = values.getInt(value + CountLayout.FAMILY_TYPE);
        return new CountedSocket(
                cookie(entry),
                interfaceIndex(entry),
                origin(value + CountLayout.ORIGIN, shared),
                family,
                values.getInt(value + CountLayout.FAMILY_TYPE + 4),
                values.getInt(value + CountLayout.PROTOCOL_PORT),
                local(value, shared),
                remote(value, family, shared));
    }

    private Origin origin(int at, SharedValues shared) {
        return new Origin(
                values.getLong(at + OriginLayout.COOKIE),
                values.getLong(at + OriginLayout.NETNS),
                values.getInt(at + OriginLayout.TGID_UID),
                values.getInt(at + OriginLayout.TGID_UID + 4),
                shared.of(FixedText.zeroEnded(values, at + OriginLayout.COMM, OriginLayout.COMM_LENGTH)));
    }

    /** A socket of IPv6 has a loopback address in the place of IPv4's. */
    private Endpoint local(int value, SharedValues shared) {
        Address address = Address.of(values.slice(value + CountLayout.LOCAL_V4, V4_LENGTH), V4_LENGTH);
        int port = values.getInt(value + CountLayout.PROTOCOL_PORT + 4) & 0xffff;
        return new Endpoint(address.isLoopback() ? Address.ANY : shared.of(address), port);
    }

    private Endpoint remote(int value, int family, SharedValues shared) {
        int length = family == AF_INET ? V4_LENGTH : V6_LENGTH;
        ByteBuffer address = values.slice(value + CountLayout.REMOTE_ADDRESS, length);
        int port = Short.reverseBytes(values.getShort(value + CountLayout.REMOTE_PORT)) & 0xffff;
        return new Endpoint(shared.of(Address.of(address, length)), port);
    }
}
