package netmon.scan.linux.ebpf.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import netmon.scan.linux.ebpf.programs.CountLayout;
import org.jspecify.annotations.Nullable;

/** A map of counters as tests fill it, which takes entries out as the kernel does. */
final class Entries implements CountDifferences.Removal {
    private final Map<Key, long[]> counters = new LinkedHashMap<>();
    private boolean keepsAll;

    private record Key(long cookie, int interfaceIndex) {}

    /** Sets an entry's eight counters: bytes, packets, segments, headers received, then sent. */
    Entries put(long cookie, int interfaceIndex, long... eight) {
        counters.put(new Key(cookie, interfaceIndex), eight);
        return this;
    }

    Entries remove(long cookie, int interfaceIndex) {
        counters.remove(new Key(cookie, interfaceIndex));
        return this;
    }

    /** From now on nothing can be taken out. */
    void keepAll() {
        keepsAll = true;
    }

    int size() {
        return counters.size();
    }

    CountEntries read() {
        ByteBuffer keys = buffer(counters.size() * CountLayout.KEY);
        ByteBuffer values = buffer(counters.size() * CountLayout.VALUE);
        counters.forEach((key, eight) -> {
            keys.putLong(key.cookie()).putLong(key.interfaceIndex());
            for (int i = 0; i < eight.length; i++) {
                values.putLong(values.position() + i * Long.BYTES, eight[i]);
            }
            values.position(values.position() + CountLayout.VALUE);
        });
        return new CountEntries(keys.flip(), values.flip(), counters.size());
    }

    @Override
    public @Nullable CountEntries take(long cookie, int interfaceIndex) {
        if (keepsAll) {
            return null;
        }
        long[] eight = counters.remove(new Key(cookie, interfaceIndex));
        return eight == null
                ? CountEntries.NONE
                : new Entries().put(cookie, interfaceIndex, eight).read();
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
