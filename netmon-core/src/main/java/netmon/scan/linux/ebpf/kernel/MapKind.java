package netmon.scan.linux.ebpf.kernel;

import java.util.Locale;
import netmon.scan.linux.ebpf.programs.CountLayout;
import netmon.scan.linux.ebpf.programs.CreatedProgram;
import netmon.scan.linux.ebpf.programs.LostLayout;
import netmon.scan.linux.ebpf.programs.OriginLayout;

/** The maps that the programs share with netmon. Types and flags are those of linux/bpf.h. */
public enum MapKind {
    /**
     * Counters by socket and interface. Without preallocation it takes 1.1 MB empty and 5.4 MB for 20,000 entries,
     * else always 14.7 MB. Not an LRU map, which would lose bytes unseen.
     */
    COUNTS(1, CountLayout.KEY, CountLayout.VALUE, 65_536, MapKind.NO_PREALLOC),

    /** The creator of a socket. It lies in the socket, is freed with it, and is copied to accepted sockets. */
    ORIGINS(24, Integer.BYTES, OriginLayout.LENGTH, 0, MapKind.NO_PREALLOC | MapKind.CLONE),

    /** The processes that were reported lately, by process number. */
    TOLD(9, Integer.BYTES, CreatedProgram.TOLD_VALUE, 1024, 0),

    /** Events of processes that create sockets; the number of entries is the ring's length in bytes. */
    BIRTHS(27, 0, 0, 256 * 1024, 0),

    /** Sums of the events that found another map full. */
    LOST(2, Integer.BYTES, CountLayout.FLOW, LostLayout.ENTRIES, 0);

    private static final int NO_PREALLOC = 1;
    private static final int CLONE = 1 << 9;

    private final int type;
    private final int keyLength;
    private final int valueLength;
    private final int entries;
    private final int flags;

    MapKind(int type, int keyLength, int valueLength, int entries, int flags) {
        this.type = type;
        this.keyLength = keyLength;
        this.valueLength = valueLength;
        this.entries = entries;
        this.flags = flags;
    }

    int type() {
        return type;
    }

    int keyLength() {
        return keyLength;
    }

    int valueLength() {
        return valueLength;
    }

    int entries() {
        return entries;
    }

    int flags() {
        return flags;
    }

    /** Whether it lies in sockets, so that the kernel wants its types. */
    boolean isStorage() {
        return keyLength == Integer.BYTES && entries == 0;
    }

    /** The name in error messages. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
