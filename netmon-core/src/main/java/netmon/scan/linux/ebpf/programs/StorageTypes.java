package netmon.scan.linux.ebpf.programs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The types that the kernel wants to know of a map that lies in sockets, in its own format BTF (the kernel's
 * Documentation/bpf/btf.rst): an int for the key, and an array of ints as long as the value.
 */
public final class StorageTypes {
    /** The number of the type {@code int}. */
    public static final int KEY = 1;

    /** The number of the array's type. */
    public static final int VALUE = 2;

    private static final int HEADER = 24;
    private static final int MAGIC = 0xeb9f;
    private static final int VERSION = 1;
    private static final int KIND_INT = 1 << 24;
    private static final int KIND_ARRAY = 3 << 24;
    private static final byte[] STRINGS = {0, 'i', 'n', 't', 0};

    private StorageTypes() {}

    /**
     * The types for a value.
     *
     * @param valueLength bytes, a multiple of 4
     */
    public static byte[] of(int valueLength) {
        int types = 16 + 24;
        ByteBuffer btf = ByteBuffer.allocate(HEADER + types + STRINGS.length).order(ByteOrder.LITTLE_ENDIAN);
        btf.putShort((short) MAGIC).put((byte) VERSION).put((byte) 0).putInt(HEADER);
        btf.putInt(0).putInt(types).putInt(types).putInt(STRINGS.length);
        int signedBits = 1 << 24 | Integer.SIZE;
        btf.putInt(1).putInt(KIND_INT).putInt(Integer.BYTES).putInt(signedBits);
        btf.putInt(0).putInt(KIND_ARRAY).putInt(0);
        btf.putInt(KEY).putInt(KEY).putInt(valueLength / Integer.BYTES);
        return btf.put(STRINGS).array();
    }
}
