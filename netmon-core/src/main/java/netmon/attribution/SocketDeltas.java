package netmon.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import netmon.attribution.SocketTraffic.Change;
import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * What each socket moved from one look to the next. Counters are cumulative over a socket's life and vanish with it, so
 * they are differenced socket by socket, never process by process.
 */
public final class SocketDeltas {
    /** Looks for which a socket that is missing keeps its last values, since a listing may be torn. */
    private static final int KEPT_LOOKS = 3;

    /** The kernel's number where it has one, else the addresses; the pid tells sockets without a far end apart. */
    private record Key(long id, @Nullable Protocol protocol, Endpoint local, Endpoint remote, long pid) {
        static Key of(Socket socket) {
            if (socket.id() != 0) {
                return new Key(socket.id(), null, Endpoint.ANY, Endpoint.ANY, 0);
            }
            boolean pidMatters = socket.remote().address().isAny() || socket.payload() == null;
            long pid = pidMatters && !socket.owners().isEmpty()
                    ? socket.owners().get(0).pid()
                    : 0;
            return new Key(0, socket.protocol(), socket.local(), socket.remote(), pid);
        }
    }

    /** The sum of the rows that share a key. */
    private static final class Entry {
        Socket socket;
        int rows;

        @Nullable
        Traffic payload;

        @Nullable
        Segments segments;

        int look;
        boolean toldVanished;

        Entry(Socket socket) {
            this.socket = socket;
        }

        void add(Socket row, int look) {
            if (this.look != look) {
                rows = 0;
                payload = null;
                segments = null;
            }
            this.look = look;
            socket = row;
            rows++;
            payload = sum(payload, row.payload());
            segments = sum(segments, row.segments());
        }

        private static @Nullable Traffic sum(@Nullable Traffic one, @Nullable Traffic other) {
            return one == null ? other : other == null ? one : one.plus(other);
        }

        private static @Nullable Segments sum(@Nullable Segments one, @Nullable Segments other) {
            return one == null
                    ? other
                    : other == null ? one : new Segments(one.received() + other.received(), one.sent() + other.sent());
        }
    }

    /** What an entry held at the look before. */
    private record Before(
            int rows, @Nullable Traffic payload, @Nullable Segments segments) {}

    private final Map<Key, Entry> entries = new HashMap<>();
    private int look;
    private boolean baseline = true;

    /** Makes the next look a baseline again: after a change of source, or looks that failed. */
    public void restart() {
        entries.clear();
        baseline = true;
    }

    /** Every socket of the table, and those that have vanished since the last one. Listening sockets are left out. */
    public List<SocketTraffic> update(SocketTable table) {
        look++;
        Map<Key, @Nullable Before> seen = new HashMap<>();
        List<Key> order = new ArrayList<>(table.sockets().size());
        for (Socket socket : table.sockets()) {
            if (!socket.listening()) {
                see(socket, seen, order);
            }
        }
        List<SocketTraffic> moved = new ArrayList<>(order.size());
        for (Key key : order) {
            Entry entry = entries.get(key);
            if (entry != null) {
                moved.add(step(entry, seen.get(key)));
                if (entry.socket.closed()) {
                    entries.remove(key);
                }
            }
        }
        sweep(table, moved);
        baseline = false;
        return moved;
    }

    private void see(Socket socket, Map<Key, @Nullable Before> seen, List<Key> order) {
        Key key = Key.of(socket);
        Entry entry = entries.get(key);
        if (!seen.containsKey(key)) {
            seen.put(key, entry == null ? null : new Before(entry.rows, entry.payload, entry.segments));
            order.add(key);
        }
        if (entry == null) {
            entry = new Entry(socket);
            entries.put(key, entry);
        }
        entry.toldVanished = false;
        entry.add(socket, look);
    }

    private SocketTraffic step(Entry entry, @Nullable Before before) {
        Socket socket = entry.socket;
        if (baseline) {
            return new SocketTraffic(
                    socket,
                    entry.payload == null ? null : Traffic.NONE,
                    entry.segments == null ? null : Segments.NONE,
                    Change.STAYED);
        }
        if (before == null || isAnother(entry, before)) {
            return new SocketTraffic(socket, entry.payload, entry.segments, Change.APPEARED);
        }
        return new SocketTraffic(
                socket,
                difference(before.payload, entry.payload),
                difference(before.segments, entry.segments),
                Change.STAYED);
    }

    /** One row whose counters went back is another socket between the same addresses; of a sum, a part has closed. */
    private static boolean isAnother(Entry entry, Before before) {
        Traffic now = entry.payload;
        Traffic then = before.payload;
        return entry.socket.id() == 0
                && entry.rows == 1
                && before.rows == 1
                && now != null
                && then != null
                && (now.received() < then.received() || now.sent() < then.sent());
    }

    private static @Nullable Traffic difference(@Nullable Traffic before, @Nullable Traffic now) {
        if (now == null) {
            return null;
        }
        if (before == null) {
            return Traffic.NONE; // it begins to be counted now
        }
        return new Traffic(Math.max(0, now.received() - before.received()), Math.max(0, now.sent() - before.sent()));
    }

    private static @Nullable Segments difference(@Nullable Segments before, @Nullable Segments now) {
        if (now == null || before == null) {
            return now == null ? null : Segments.NONE;
        }
        return new Segments(Math.max(0, now.received() - before.received()), Math.max(0, now.sent() - before.sent()));
    }

    /** Tells sockets that are gone, once, and forgets them a few looks later. */
    private void sweep(SocketTable table, List<SocketTraffic> moved) {
        for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (entry.look == look) {
                continue;
            }
            if (!table.torn() && !table.tellsClosed() && !entry.toldVanished) {
                entry.toldVanished = true;
                Traffic none = entry.payload == null ? null : Traffic.NONE;
                moved.add(new SocketTraffic(entry.socket, none, null, Change.VANISHED));
            }
            if (look - entry.look >= KEPT_LOOKS) {
                all.remove();
            }
        }
    }
}
