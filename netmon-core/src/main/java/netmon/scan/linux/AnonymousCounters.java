package netmon.scan.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import netmon.model.Address;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.programs.BirthLayout;
import netmon.scan.linux.ebpf.programs.CountLayout;
import netmon.scan.linux.ebpf.programs.OriginLayout;
import netmon.scan.linux.ebpf.records.Birth;
import netmon.scan.linux.ebpf.records.BirthEvents;

/** Removes personal data from the recorded counters of eBPF programs. A replacement keeps its place and its length. */
public final class AnonymousCounters {
    private static final int AF_INET = 2;
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;

    private AnonymousCounters() {}

    /** Replaces, in {@code bpf counts}, the addresses and the creator's name of each entry. */
    public static void counts(ByteBuffer bytes, UnaryOperator<Address> addresses, UnaryOperator<String> names) {
        ByteBuffer data = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int entries = data.capacity() / (CountLayout.KEY + CountLayout.VALUE);
        for (int i = 0; i < entries; i++) {
            int value = entries * CountLayout.KEY + i * CountLayout.VALUE;
            int length = data.getInt(value + CountLayout.FAMILY_TYPE) == AF_INET ? V4_BYTES : V6_BYTES;
            address(data, value + CountLayout.REMOTE_ADDRESS, length, addresses);
            address(data, value + CountLayout.LOCAL_V4, V4_BYTES, addresses);
            int comm = value + CountLayout.ORIGIN + OriginLayout.COMM;
            text(data, comm, OriginLayout.COMM_LENGTH, names.apply(text(data, comm, OriginLayout.COMM_LENGTH)));
        }
    }

    /**
     * Replaces, in {@code bpf births}, the names of programs.
     *
     * @param paths returns a path of as many names
     */
    public static void births(ByteBuffer bytes, UnaryOperator<String> names, UnaryOperator<String> paths)
            throws ScanException {
        ByteBuffer data = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        for (Birth birth : BirthEvents.parse(data)) {
            text(data, at + BirthLayout.COMM, OriginLayout.COMM_LENGTH, names.apply(birth.comm()));
            String[] parts = paths.apply(birth.path()).split("/", -1);
            int slots = birth.isWholePath() ? parts.length - 1 : parts.length;
            for (int i = 0; i < Math.min(slots, BirthLayout.NAME_COUNT); i++) {
                int name = at + BirthLayout.NAMES + i * BirthLayout.NAME_LENGTH;
                text(data, name, BirthLayout.NAME_LENGTH, parts[parts.length - 1 - i]);
            }
            at += BirthLayout.LENGTH;
        }
    }

    /** Passes the paths in {@code bpf births} on. */
    public static void paths(ByteBuffer bytes, Consumer<String> learn) throws ScanException {
        BirthEvents.parse(bytes).forEach(birth -> learn.accept(birth.path()));
    }

    private static void address(ByteBuffer data, int at, int length, UnaryOperator<Address> addresses) {
        Address found = Address.of(data.slice(at, length), length);
        if (!found.isAny()) {
            Address other = addresses.apply(found);
            ByteBuffer whole =
                    ByteBuffer.allocate(V6_BYTES).putLong(other.high()).putLong(other.low());
            data.put(at, whole.array(), V6_BYTES - length, length);
        }
    }

    private static String text(ByteBuffer data, int at, int length) {
        int end = 0;
        while (end < length && data.get(at + end) != 0) {
            end++;
        }
        byte[] found = new byte[end];
        data.get(at, found);
        return new String(found, StandardCharsets.UTF_8);
    }

    /** One byte stays zero, as the end. */
    private static void text(ByteBuffer data, int at, int length, String text) {
        byte[] other = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < length; i++) {
            data.put(at + i, i < other.length && i < length - 1 ? other[i] : 0);
        }
    }
}
