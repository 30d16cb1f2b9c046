package netmon.attribution;

import java.util.List;
import netmon.attribution.SocketTraffic.SocketChange;
import netmon.model.OwnerProcess;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** What is known of one socket, or of several that cannot be told apart. Mutable: a row of {@link SocketDeltas}. */
final class SocketEntry {
    /** Of the latest look that listed it. */
    private Socket now;

    private int rows = 1;

    /** Of the latest look before that one which told counters; null if there was none. */
    private @Nullable Socket before;

    private int rowsBefore;
    private List<OwnerProcess> ownersBefore = List.of();
    private int poll;
    private boolean reportedVanished;

    /** What was told of it when it had moved nothing; told again as long as that is so. */
    private @Nullable SocketTraffic still;

    SocketEntry(Socket row, int poll) {
        this.now = row;
        this.poll = poll;
    }

    /** The latest look that listed it. */
    int poll() {
        return poll;
    }

    boolean isClosed() {
        return now.closed();
    }

    /** Whether its bytes were ever told. */
    boolean isCounted() {
        return now.payload() != null || (before != null && before.payload() != null);
    }

    /** Takes in a row of a look. */
    void add(Socket row, int poll) {
        if (this.poll == poll) {
            now = SocketRows.join(now, row);
            rows++;
            return;
        }
        if (before == null || now.payload() != null) {
            before = now;
            rowsBefore = rows;
        }
        ownersBefore = now.owners();
        now = row;
        rows = 1;
        this.poll = poll;
        reportedVanished = false;
    }

    /** Ends a look of the beginning: of rows that the look before did not have, only the counters are taken note of. */
    SocketTraffic baseline(boolean torn) {
        if (before != null && rows <= rowsBefore) {
            return step(torn);
        }
        keepOwners();
        return stayed(Traffic.NONE, Segments.NONE);
    }

    /** Ends a look: what it moved since the look before. */
    SocketTraffic step(boolean torn) {
        keepOwners();
        Socket from = before;
        if (from == null || isAnother(from)) {
            return new SocketTraffic(now, now.payload(), now.segments(), SocketChange.APPEARED);
        }
        if (torn && rows < rowsBefore) {
            // The row that was missed would count in full when it is back.
            now = from;
            rows = rowsBefore;
            return stayed(Traffic.NONE, Segments.NONE);
        }
        return stayed(difference(from.payload(), now.payload()), difference(from.segments(), now.segments()));
    }

    /** That it is gone; null if that was told already. */
    @Nullable
    SocketTraffic vanish() {
        if (reportedVanished) {
            return null;
        }
        reportedVanished = true;
        return new SocketTraffic(now, now.payload() == null ? null : Traffic.NONE, null, SocketChange.VANISHED);
    }

    /** Final counters may come without the owners that were known while it was open. */
    private void keepOwners() {
        now = now.id() == 0 ? now : SocketRows.owned(now, ownersBefore);
    }

    private SocketTraffic stayed(Traffic payload, Segments segments) {
        if (payload.isNone() && segments.equals(Segments.NONE)) {
            return still();
        }
        return new SocketTraffic(
                now,
                now.payload() == null ? null : payload,
                now.segments() == null ? null : segments,
                SocketChange.STAYED);
    }

    private SocketTraffic still() {
        SocketTraffic unchanged = still;
        if (unchanged == null || !unchanged.socket().equals(now)) {
            Traffic payload = now.payload() == null ? null : Traffic.NONE;
            unchanged = new SocketTraffic(now, payload, now.segments() == null ? null : Segments.NONE, SocketChange.STAYED);
            still = unchanged;
        }
        return unchanged;
    }

    /** One row whose counters went back is another socket between the same addresses; of a sum, a part has closed. */
    private boolean isAnother(Socket from) {
        Traffic then = from.payload();
        Traffic payload = now.payload();
        return now.id() == 0
                && rows == 1
                && rowsBefore == 1
                && then != null
                && payload != null
                && (payload.received() < then.received() || payload.sent() < then.sent());
    }

    /** None where it begins to be counted now, and where a sum became less. */
    private static Traffic difference(@Nullable Traffic from, @Nullable Traffic to) {
        if (from == null || to == null || from.equals(to)) {
            return Traffic.NONE;
        }
        return new Traffic(Math.max(0, to.received() - from.received()), Math.max(0, to.sent() - from.sent()));
    }

    private static Segments difference(@Nullable Segments from, @Nullable Segments to) {
        if (from == null || to == null || from.equals(to)) {
            return Segments.NONE;
        }
        return new Segments(Math.max(0, to.received() - from.received()), Math.max(0, to.sent() - from.sent()));
    }
}
