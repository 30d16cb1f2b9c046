package netmon.scan.macos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Charges bytes that pass a transparent proxy once. The application's own socket is marked as diverted, and a socket
 * of the proxy carries the same bytes. netstat does not name the proxy: it is the process, without diverted sockets of
 * its own, of which the sockets have moved most of what was diverted. Its counters are lowered by as much.
 */
final class DivertedBytes {
    /** The proxy's part of the diverted bytes, at least: a guess, since its own sockets lag and resume. */
    private static final double LEAST_PART = 0.5;

    private Map<Long, Socket> before = Map.of();
    private final Map<Long, Traffic> taken = new HashMap<>();

    /** The segments of the taken bytes; they stand in the place of the sockets' counters. */
    private final Map<Long, Segments> takenSegments = new HashMap<>();

    private final Map<Long, Traffic> movedByPid = new HashMap<>();
    private Traffic divertedSum = Traffic.NONE;
    private Traffic owed = Traffic.NONE;

    /** The same sockets, one for each row; those of the proxy have lowered counters. */
    List<Socket> chargedOnce(List<NetstatRow> rows, List<Socket> sockets) {
        Set<Long> applications = new HashSet<>();
        rows.stream()
                .filter(NetstatRow::isDiverted)
                .forEach(row -> applications.add(row.owner().pid()));
        if (applications.isEmpty() && divertedSum.isNone()) {
            before = counted(sockets);
            return sockets;
        }
        Map<Long, Socket> then = before;
        Map<Long, Traffic> moved = moved(sockets);
        for (int i = 0; i < sockets.size(); i++) {
            Traffic step = moved.getOrDefault(key(sockets.get(i)), Traffic.NONE);
            if (rows.get(i).isDiverted()) {
                divertedSum = divertedSum.plus(step);
                owed = owed.plus(step);
            } else {
                movedByPid.merge(rows.get(i).owner().pid(), step, Traffic::plus);
            }
        }
        movedByPid.keySet().removeAll(applications);
        Long proxy = proxy();
        return proxy == null ? sockets : lowered(sockets, proxy, moved, then);
    }

    private @Nullable Long proxy() {
        Long best = null;
        double bestPart = LEAST_PART * divertedSum.total();
        for (Map.Entry<Long, Traffic> each : movedByPid.entrySet()) {
            Traffic shared = each.getValue().atMost(divertedSum);
            double part = shared.received() + (double) shared.sent();
            if (part > bestPart) {
                best = each.getKey();
                bestPart = part;
            }
        }
        return best;
    }

    private List<Socket> lowered(List<Socket> sockets, long proxy, Map<Long, Traffic> moved, Map<Long, Socket> then) {
        List<Socket> charged = new ArrayList<>(sockets.size());
        for (Socket each : sockets) {
            boolean isProxy = each.payload() != null && each.owners().get(0).pid() == proxy;
            if (isProxy) {
                Traffic step = moved.getOrDefault(key(each), Traffic.NONE);
                Traffic less = owed.atMost(step);
                owed = owed.minus(less);
                taken.merge(key(each), less, Traffic::plus);
                takeSegments(each, then.get(key(each)), step.isNone() ? 0 : (double) less.total() / step.total());
            }
            charged.add(without(each, taken.get(key(each)), takenSegments.get(key(each))));
        }
        return charged;
    }

    /** @param part of the bytes that the socket moved since the last poll, which was taken */
    private void takeSegments(Socket socket, @Nullable Socket then, double part) {
        Segments now = socket.segments();
        Segments before = then == null ? null : then.segments();
        if (now != null && before != null) {
            Segments step = now.since(before);
            Segments less = new Segments((long) (part * step.received()), (long) (part * step.sent()));
            takenSegments.merge(key(socket), less, DivertedBytes::sum);
        }
    }

    private static Segments sum(Segments one, Segments other) {
        return new Segments(one.received() + other.received(), one.sent() + other.sent());
    }

    private static Socket without(Socket socket, @Nullable Traffic taken, @Nullable Segments takenSegments) {
        Traffic payload = socket.payload();
        Segments segments = socket.segments();
        if (payload == null || taken == null) {
            return socket;
        }
        return socket.counting(
                payload.since(taken),
                segments == null || takenSegments == null ? segments : segments.since(takenSegments));
    }

    /** Bytes by socket since the last poll. */
    private Map<Long, Traffic> moved(List<Socket> sockets) {
        Map<Long, Socket> now = counted(sockets);
        Map<Long, Traffic> moved = new HashMap<>();
        now.forEach((key, each) -> {
            Socket then = before.getOrDefault(key, before.isEmpty() ? each : null);
            moved.put(key, then == null ? payload(each) : payload(each).since(payload(then)));
        });
        before = now;
        return moved;
    }

    private static Map<Long, Socket> counted(List<Socket> sockets) {
        Map<Long, Socket> counted = new HashMap<>();
        for (Socket each : sockets) {
            if (each.payload() != null) {
                counted.put(key(each), each);
            }
        }
        return counted;
    }

    private static Traffic payload(Socket socket) {
        return Objects.requireNonNullElse(socket.payload(), Traffic.NONE);
    }

    /** The kernel's number of the socket. Flows in user space have none; their addresses and ports identify them. */
    private static long key(Socket socket) {
        return socket.id() != 0
                ? socket.id()
                : Long.MIN_VALUE
                        | ((long) socket.local().hashCode() << 32
                                ^ socket.remote().hashCode());
    }
}
