package netmon.attribution;

import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.stream.Stream;
import netmon.attribution.SocketTraffic.SocketChange;
import netmon.model.OwnerProcess;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** The state of one socket, or of several that cannot be distinguished. Mutable: a row of {@link SocketDeltas}. */
final class SocketEntry {
    /** Joins several rows of one poll into one, independent of their order. */
    private static final class SocketRows {
        private static final Comparator<OwnerProcess> ORDER =
                Comparator.comparingLong(OwnerProcess::pid).thenComparing(OwnerProcess::toString);

        private SocketRows() {}

        /**
         * Joins rows with one key. With a kernel's number they are one socket that is listed twice, such as open and
         * then with its final counters: the larger counters hold. Without a number they are sockets that cannot be
         * distinguished: their counters are added.
         */
        static Socket join(Socket one, Socket other) {
            boolean same = one.id() != 0;
            LongBinaryOperator counters = same ? Math::max : SaturatedMath::sum;
            return new Socket(
                    one.protocol(),
                    one.local(),
                    one.remote(),
                    one.interfaceIndex() == 0 ? other.interfaceIndex() : one.interfaceIndex(),
                    one.id(),
                    one.listening(),
                    same ? one.closed() || other.closed() : one.closed() && other.closed(),
                    join(one.owners(), other.owners()),
                    one.inferred() || other.inferred(),
                    join(
                            one.payload(),
                            other.payload(),
                            (a, b) -> new Traffic(
                                    counters.applyAsLong(a.received(), b.received()),
                                    counters.applyAsLong(a.sent(), b.sent()))),
                    join(
                            one.segments(),
                            other.segments(),
                            (a, b) -> new Segments(
                                    counters.applyAsLong(a.received(), b.received()),
                                    counters.applyAsLong(a.sent(), b.sent()))));
        }

        /** The row, with these owners if it has none itself. */
        static Socket owned(Socket row, List<OwnerProcess> owners) {
            return !row.owners().isEmpty() || owners.isEmpty() ? row : row.ownedBy(owners);
        }

        private static List<OwnerProcess> join(List<OwnerProcess> one, List<OwnerProcess> other) {
            return one.equals(other)
                    ? one
                    : Stream.concat(one.stream(), other.stream())
                            .distinct()
                            .sorted(ORDER)
                            .toList();
        }

        private static <T> @Nullable T join(@Nullable T one, @Nullable T other, BinaryOperator<T> how) {
            return one == null ? other : other == null ? one : how.apply(one, other);
        }
    }

    /** The row of the latest poll that listed it. */
    private Socket now;

    private int rows = 1;

    /** The last row with counters before {@code now}; null if none. */
    private @Nullable Socket before;

    private int rowsBefore;
    private List<OwnerProcess> ownersBefore = List.of();
    private int poll;
    private boolean reportedVanished;

    /** What it moved between the last two polls that listed it; null before the second one. */
    private @Nullable SocketTraffic lastStep;

    /** The traffic to report while the socket moves nothing. */
    private @Nullable SocketTraffic still;

    SocketEntry(Socket row, int poll) {
        this.now = row;
        this.poll = poll;
    }

    /** The latest poll that listed it. */
    int poll() {
        return poll;
    }

    boolean isClosed() {
        return now.closed();
    }

    boolean isCounted() {
        return now.payload() != null || (before != null && before.payload() != null);
    }

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

    /** Ends a baseline poll: the counters of rows that the poll before did not have are only stored. */
    SocketTraffic baseline(boolean torn) {
        if (before != null && rows <= rowsBefore) {
            return step(torn);
        }
        keepOwners();
        return stayed(Traffic.NONE, Segments.NONE);
    }

    SocketTraffic step(boolean torn) {
        SocketTraffic step = difference(torn);
        lastStep = step;
        return step;
    }

    private SocketTraffic difference(boolean torn) {
        keepOwners();
        Socket from = before;
        if (from == null || isAnother(from)) {
            return new SocketTraffic(now, now.payload(), now.segments(), SocketChange.APPEARED);
        }
        if (torn && rows < rowsBefore) {
            // Otherwise the missing row would count in full when it comes back.
            now = from;
            rows = rowsBefore;
            return stayed(Traffic.NONE, Segments.NONE);
        }
        return stayed(difference(from.payload(), now.payload()), difference(from.segments(), now.segments()));
    }

    /** The report that it vanished; null if that was reported already. */
    @Nullable
    SocketTraffic vanish() {
        if (reportedVanished) {
            return null;
        }
        reportedVanished = true;
        Traffic payload = now.payload() == null ? null : Traffic.NONE;
        return new SocketTraffic(now, payload, null, SocketChange.VANISHED, lastInterval());
    }

    /** Its bytes with headers between the last two polls that listed it. */
    private Traffic lastInterval() {
        SocketTraffic step = lastStep;
        return step == null || step.payload() == null
                ? Traffic.NONE
                : HeaderGuess.onWire(step.socket(), step.payload(), step.segments());
    }

    /** Final counters may come without the owners that were known while the socket was open. */
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
            unchanged =
                    new SocketTraffic(now, payload, now.segments() == null ? null : Segments.NONE, SocketChange.STAYED);
            still = unchanged;
        }
        return unchanged;
    }

    /** A row with counters that went back is another socket of the same addresses; of a sum, a part closed. */
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

    /** None where counting begins, and where a sum fell. */
    private static Traffic difference(@Nullable Traffic from, @Nullable Traffic to) {
        return from == null || to == null || from.equals(to) ? Traffic.NONE : to.since(from);
    }

    private static Segments difference(@Nullable Segments from, @Nullable Segments to) {
        return from == null || to == null || from.equals(to) ? Segments.NONE : to.since(from);
    }
}
