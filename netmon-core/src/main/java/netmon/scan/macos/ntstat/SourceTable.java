package netmon.scan.macos.ntstat;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sources by their number. A hash table with open addressing, so that looking one up allocates nothing. */
final class SourceTable {
    private static final int FIRST_SLOTS = 256;

    private @Nullable SourceEntry[] slots = new SourceEntry[FIRST_SLOTS];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    SourceEntry get(long srcref) {
        return slots[slotOf(srcref)];
    }

    /** Adds an entry whose number is not in the table. */
    void add(SourceEntry entry) {
        if (2 * (size + 1) > slots.length) {
            resize(2 * slots.length);
        }
        slots[slotOf(entry.srcref())] = entry;
        size++;
    }

    void clear() {
        slots = new SourceEntry[FIRST_SLOTS];
        size = 0;
    }

    void forEach(Consumer<SourceEntry> action) {
        for (SourceEntry each : slots) {
            if (each != null) {
                action.accept(each);
            }
        }
    }

    /** Removes entries, and gives memory back when few are left. */
    void removeIf(Predicate<SourceEntry> condition) {
        int before = size;
        for (int i = 0; i < slots.length; i++) {
            SourceEntry entry = slots[i];
            if (entry != null && condition.test(entry)) {
                slots[i] = null;
                size--;
            }
        }
        if (size != before) {
            // Entries behind a freed slot would not be found any more.
            resize(slots.length > FIRST_SLOTS && 8 * size < slots.length ? slots.length / 2 : slots.length);
        }
    }

    private void resize(int length) {
        @Nullable SourceEntry[] old = slots;
        slots = new SourceEntry[length];
        Arrays.stream(old).forEach(entry -> {
            if (entry != null) {
                slots[slotOf(entry.srcref())] = entry;
            }
        });
    }

    /** The slot that holds the entry, or would. At least half of the slots are free. */
    private int slotOf(long srcref) {
        int mask = slots.length - 1;
        int slot = Long.hashCode(srcref * 0x9e37_79b9_7f4a_7c15L) & mask;
        for (SourceEntry each = slots[slot]; each != null && each.srcref() != srcref; each = slots[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
