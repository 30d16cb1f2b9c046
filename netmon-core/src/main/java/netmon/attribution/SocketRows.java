package netmon.attribution;

import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.stream.Stream;
import netmon.model.OwnerProcess;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** Joins several rows of one poll into one, independent of their order. */
final class SocketRows {
    private static final Comparator<OwnerProcess> ORDER =
            Comparator.comparingLong(OwnerProcess::pid).thenComparing(OwnerProcess::toString);

    private SocketRows() {}

    /**
     * Joins rows with one key. With a kernel's number they are one socket that is listed twice, such as open and then
     * with its final counters: the larger counters hold. Without a number they are sockets that cannot be
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
