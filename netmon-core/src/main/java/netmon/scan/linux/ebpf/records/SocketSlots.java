package netmon.scan.linux.ebpf.records;

import java.util.Arrays;

/**
 * Gives each pair of cookie and interface a small number, so that their figures lie in plain arrays. Numbers of removed
 * pairs are given again. An open hash table that probes the next place.
 */
final class SocketSlots {
    static final int NONE = -1;

    private static final int FIRST = 256;

    /** Slots by hash, each plus one; 0 is an empty place. A power of two, of which at least half are empty. */
    private int[] places = new int[2 * FIRST];

    private long[] cookies = new long[FIRST];
    private int[] interfaces = new int[FIRST];
    private boolean[] used = new boolean[FIRST];
    private int[] free = new int[FIRST];
    private int freed;
    private int end;

    /** The number of a pair, a new one where it has none. */
    int slot(long cookie, int interfaceIndex) {
        int place = place(cookie, interfaceIndex);
        if (places[place] != 0) {
            return places[place] - 1;
        }
        int slot = freed > 0 ? free[--freed] : end++;
        if (slot == cookies.length) {
            grow();
            place = place(cookie, interfaceIndex);
        }
        cookies[slot] = cookie;
        interfaces[slot] = interfaceIndex;
        used[slot] = true;
        places[place] = slot + 1;
        return slot;
    }

    /** Whether a slot has a pair. */
    boolean isUsed(int slot) {
        return used[slot];
    }

    long cookie(int slot) {
        return cookies[slot];
    }

    int interfaceIndex(int slot) {
        return interfaces[slot];
    }

    /** All numbers given are below. */
    int end() {
        return end;
    }

    /** How many pairs there are. */
    int size() {
        return end - freed;
    }

    /** The number of slots that fit; arrays of figures grow with it. */
    int capacity() {
        return cookies.length;
    }

    void remove(int slot) {
        int place = place(cookies[slot], interfaces[slot]);
        used[slot] = false;
        free[freed++] = slot;
        places[place] = 0;
        closeGap(place);
    }

    /** Moves entries into the gap that are behind it only because the place was taken. */
    private void closeGap(int start) {
        int gap = start;
        for (int at = next(gap); places[at] != 0; at = next(at)) {
            int home = home(cookies[places[at] - 1], interfaces[places[at] - 1]);
            boolean reachesGap = (at - home & places.length - 1) >= (at - gap & places.length - 1);
            if (reachesGap) {
                places[gap] = places[at];
                places[at] = 0;
                gap = at;
            }
        }
    }

    /** The place of the pair, or the empty place where it belongs. */
    private int place(long cookie, int interfaceIndex) {
        int place = home(cookie, interfaceIndex);
        while (places[place] != 0) {
            int slot = places[place] - 1;
            if (cookies[slot] == cookie && interfaces[slot] == interfaceIndex) {
                return place;
            }
            place = next(place);
        }
        return place;
    }

    private int home(long cookie, int interfaceIndex) {
        long mixed = (cookie * 31 + interfaceIndex) * 0x9e37_79b9_7f4a_7c15L; // the golden ratio: spreads what is dense
        return (int) (mixed >>> 32) & places.length - 1;
    }

    private int next(int place) {
        return place + 1 & places.length - 1;
    }

    private void grow() {
        int larger = cookies.length + cookies.length / 2; // the arrays of figures are large
        cookies = Arrays.copyOf(cookies, larger);
        interfaces = Arrays.copyOf(interfaces, larger);
        used = Arrays.copyOf(used, larger);
        free = Arrays.copyOf(free, larger);
        places = new int[2 * Integer.highestOneBit(2 * larger - 1)];
        for (int slot = 0; slot < end; slot++) {
            if (used[slot]) {
                places[place(cookies[slot], interfaces[slot])] = slot + 1;
            }
        }
    }
}
