package netmon.scan.linux.ebpf.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that each socket moved between two reads. Counters start at 0 when the programs are attached, so a socket
 * that was not seen before counts in full. Entries without a change for a while are taken out of the map, which has a
 * limited number of them; a later packet makes a new entry, which starts at 0 again.
 */
public final class CountDifferences {
    /** A guess: most connections that pause for so long are over; others cost a new entry. */
    public static final long STILL_NANOS = 5_000_000_000L;

    /** One costs some microseconds, and a thousand connections a second are many; the rest waits for the next time. */
    static final int MOST_REMOVALS = 4000;

    private static final int COUNTERS = 8;

    private final SocketSlots slots = new SocketSlots();
    private long[] last = new long[slots.capacity() * COUNTERS];
    private long[] changed = new long[slots.capacity()];
    private int[] seen = new int[slots.capacity()];

    /** What does not change while an entry lasts is read once. */
    private @Nullable CountedSocket[] sockets = new CountedSocket[slots.capacity()];

    private final SharedValues shared = new SharedValues();
    private int read;

    /** Takes an entry out of the map. */
    @FunctionalInterface
    public interface Removal {
        /** The entry with its last counters; none where it is gone already; null where the kernel keeps it. */
        @Nullable
        CountEntries take(long cookie, int interfaceIndex);
    }

    /**
     * The bytes since the last read; sockets that moved nothing are left out.
     *
     * @param now nanoseconds of any clock that only goes on
     */
    public List<SocketDelta> update(CountEntries entries, long now) {
        read++;
        List<SocketDelta> deltas = new ArrayList<>(entries.size());
        for (int entry = 0; entry < entries.size(); entry++) {
            int slot = slots.slot(entries.cookie(entry), entries.interfaceIndex(entry));
            if (seen.length < slots.capacity()) {
                grow();
            }
            addDelta(slot, entries, entry, now, deltas);
        }
        forgetMissing();
        return deltas;
    }

    /** Takes the entries out that did not change for a while; what they moved since they were read is added. */
    public void removeStill(long now, Removal removal, List<SocketDelta> deltas) {
        int removals = 0;
        for (int slot = 0; slot < slots.end() && removals < MOST_REMOVALS; slot++) {
            if (slots.isUsed(slot) && now - changed[slot] >= STILL_NANOS) {
                removals++;
                remove(slot, removal.take(slots.cookie(slot), slots.interfaceIndex(slot)), now, deltas);
            }
        }
    }

    /** How many sockets are known. */
    public int size() {
        return slots.size();
    }

    private void remove(int slot, @Nullable CountEntries taken, long now, List<SocketDelta> deltas) {
        if (taken == null) {
            changed[slot] = now; // forgotten now, it would count in full at the next read
            return;
        }
        if (taken.size() > 0) {
            addDelta(slot, taken, 0, now, deltas);
        }
        forget(slot);
    }

    private void addDelta(int slot, CountEntries entries, int entry, long now, List<SocketDelta> deltas) {
        boolean isNew = seen[slot] == 0;
        if (wentBack(slot, entries, entry)) {
            clear(slot); // taken out and made again between two reads
            sockets[slot] = null;
        }
        DirectionCounts in = difference(slot, entries, entry, 0);
        DirectionCounts out = difference(slot, entries, entry, COUNTERS / 2);
        boolean moved = !in.isNone() || !out.isNone();
        if (moved) {
            deltas.add(new SocketDelta(socket(slot, entries, entry), in, out));
        }
        if (moved || isNew) {
            changed[slot] = now;
        }
        seen[slot] = read;
    }

    private CountedSocket socket(int slot, CountEntries entries, int entry) {
        CountedSocket known = sockets[slot];
        if (known == null) {
            known = entries.socket(entry, shared);
            sockets[slot] = known;
        }
        return known;
    }

    private boolean wentBack(int slot, CountEntries entries, int entry) {
        for (int i = 0; i < COUNTERS; i++) {
            if (entries.counter(entry, i) < last[slot * COUNTERS + i]) {
                return true;
            }
        }
        return false;
    }

    private DirectionCounts difference(int slot, CountEntries entries, int entry, int first) {
        int at = slot * COUNTERS + first;
        long bytes = entries.counter(entry, first);
        long packets = entries.counter(entry, first + 1);
        long segments = entries.counter(entry, first + 2);
        long headers = entries.counter(entry, first + 3);
        DirectionCounts flow = packets == last[at + 1] && bytes == last[at]
                ? DirectionCounts.NONE
                : new DirectionCounts(
                        bytes - last[at], packets - last[at + 1], segments - last[at + 2], headers - last[at + 3]);
        if (!flow.isNone()) {
            last[at] = bytes;
            last[at + 1] = packets;
            last[at + 2] = segments;
            last[at + 3] = headers;
        }
        return flow;
    }

    private void forgetMissing() {
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.isUsed(slot) && seen[slot] != read) {
                forget(slot);
            }
        }
    }

    private void forget(int slot) {
        slots.remove(slot);
        clear(slot);
        seen[slot] = 0;
        sockets[slot] = null;
    }

    private void clear(int slot) {
        Arrays.fill(last, slot * COUNTERS, (slot + 1) * COUNTERS, 0);
    }

    private void grow() {
        last = Arrays.copyOf(last, slots.capacity() * COUNTERS);
        changed = Arrays.copyOf(changed, slots.capacity());
        seen = Arrays.copyOf(seen, slots.capacity());
        sockets = Arrays.copyOf(sockets, slots.capacity());
    }
}
