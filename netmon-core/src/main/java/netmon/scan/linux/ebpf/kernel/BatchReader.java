package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Memory;
import netmon.scan.linux.ebpf.programs.CountLayout;
import netmon.scan.linux.ebpf.records.CountEntries;

/**
 * Reads all entries of {@code counts} by BPF_MAP_LOOKUP_BATCH, which Linux has since 5.6. One buffer is kept: keys
 * first, then values. It doubles where it is too small. Not for several threads at once.
 */
final class BatchReader {
    private static final int FIRST = 1024;

    /** Sixteen bytes are more than any kernel needs to know where a batch ended. */
    private static final int POSITION = 16;

    // struct batch in union bpf_attr
    private static final int IN_BATCH = 0;
    private static final int OUT_BATCH = 8;
    private static final int KEYS = 16;
    private static final int VALUES = 24;
    private static final int COUNT = 32;
    private static final int MAP = 36;

    private final int map;
    private final ProcessRights rights;
    private final Memory attributes = Bpf.zeroed(Bpf.BATCH_LENGTH);
    private final Memory position = Bpf.zeroed(POSITION);
    private Memory keys = new Memory((long) FIRST * CountLayout.KEY);
    private Memory values = new Memory((long) FIRST * CountLayout.VALUE);
    private int capacity = FIRST;

    BatchReader(int map, ProcessRights rights) {
        this.map = map;
        this.rights = rights;
    }

    /** All entries, valid until the next call. */
    CountEntries read() throws EbpfException {
        int read = 0;
        boolean isFirst = true;
        int result;
        do {
            if (read == capacity) {
                grow(read);
            }
            result = readOn(read, isFirst);
            if (result == -ErrorNumbers.ENOSPC) {
                grow(read);
            } else if (result < 0 && result != -ErrorNumbers.ENOENT) {
                EbpfException.check(result, LoadStep.READ_MAP, rights, MapKind.COUNTS.toString());
            }
            read += attributes.getInt(COUNT);
            isFirst = false;
        } while (result != -ErrorNumbers.ENOENT);
        return entries(read);
    }

    /** How many entries fit without growing; for tests. */
    int capacity() {
        return capacity;
    }

    /** The kernel ends with ENOENT, and with ENOSPC where not even one bucket fits; it writes its position for both. */
    private int readOn(int read, boolean isFirst) {
        attributes.setPointer(IN_BATCH, isFirst ? null : position);
        attributes.setPointer(OUT_BATCH, position);
        attributes.setPointer(KEYS, keys.share((long) read * CountLayout.KEY));
        attributes.setPointer(VALUES, values.share((long) read * CountLayout.VALUE));
        attributes.setInt(COUNT, capacity - read);
        attributes.setInt(MAP, map);
        return Bpf.lookUpBatch(attributes);
    }

    private CountEntries entries(int size) {
        return new CountEntries(keys.getByteBuffer(0, keys.size()), values.getByteBuffer(0, values.size()), size);
    }

    private void grow(int read) {
        capacity *= 2;
        keys = copied(keys, (long) capacity * CountLayout.KEY, (long) read * CountLayout.KEY);
        values = copied(values, (long) capacity * CountLayout.VALUE, (long) read * CountLayout.VALUE);
    }

    private static Memory copied(Memory from, long size, long content) {
        Memory to = new Memory(size);
        to.getByteBuffer(0, size).put(0, from.getByteBuffer(0, from.size()), 0, (int) content);
        return to;
    }
}
