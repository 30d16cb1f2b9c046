package netmon.attribution.frozen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.attribution.SaturatedMath;
import netmon.attribution.SocketTraffic;
import netmon.attribution.WeighingSockets;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Direction;
import netmon.model.Interface;
import netmon.model.InterfaceTraffic;
import netmon.model.Socket;
import netmon.model.Substitute;
import netmon.model.Traffic;

/**
 * Recognises interfaces with counters that stand still while their sockets move bytes: the receive counter alone
 * (content filters, some drivers of macOS), or both counters (tethered phones). It books the sockets' bytes in their
 * place, and subtracts these from the jump when the counter moves again.
 *
 * <p>An address does not prove that bytes came in at its interface: with two cards in one subnet the answers arrive at
 * either. So a counter is frozen only where all sockets' bytes find no room in all counted interfaces together.
 */
public final class FrozenCounters {
    /** Sent bytes prove that the link works only if something came back, or if they are more than a window. */
    private static final long MORE_THAN_A_WINDOW = 256 * 1024;

    /**
     * The result of one poll.
     *
     * @param delta the traffic, with estimates for frozen counters
     * @param frozen names of the interfaces that this poll recognised as frozen
     * @param replaced the bytes booked in this poll in place of frozen counters, by interface
     * @param thawed the interfaces with a counter that moves again, and the bytes that were booked in its place
     * @param estimated the sockets with bytes that replace those of a frozen counter
     */
    public record FrozenResult(
            Delta delta,
            List<String> frozen,
            Map<String, Traffic> replaced,
            Map<String, Traffic> thawed,
            Set<Socket> estimated) {}

    private record FrozenKey(String name, String link) {}

    private record CounterPairState(FrozenCounter received, FrozenCounter sent) {}

    /** The bytes of one interface's sockets in one poll. */
    private static final class BoundSum {
        private final BoundBytes received = new BoundBytes();
        private final BoundBytes sent = new BoundBytes();
        private final List<SocketTraffic> sockets = new ArrayList<>();
        private boolean answered;

        void add(SocketTraffic moved, Traffic payload) {
            received.addReceived(moved, payload);
            sent.addSent(moved, payload);
            answered |= payload.received() != 0
                    || (moved.segments() != null && moved.segments().received() != 0);
            sockets.add(moved);
        }

        boolean provesALink() {
            return answered || sent.payload() >= MORE_THAN_A_WINDOW;
        }
    }

    private final Map<FrozenKey, CounterPairState> counters = new HashMap<>();

    /** Continues with the substitutes of the last run, if it was in the same boot. */
    public FrozenCounters(List<Substitute> stored) {
        stored.forEach(each -> counters.put(
                new FrozenKey(each.name(), each.link()),
                new CounterPairState(FrozenCounter.resumed(each.received()), new FrozenCounter())));
    }

    /** Notes that the counters of this interface started again at zero since the last poll. */
    public void reset(String name) {
        counters.forEach((key, counter) -> {
            if (key.name.equals(name)) {
                counter.received.reset();
                counter.sent.reset();
            }
        });
    }

    public List<Substitute> substitutes() {
        List<Substitute> all = new ArrayList<>();
        counters.forEach((key, counter) -> {
            if (counter.received.booked() > 0) {
                all.add(new Substitute(key.name, key.link, counter.received.booked()));
            }
        });
        return all;
    }

    /**
     * Corrects the delta of one poll by the bytes of the sockets.
     *
     * @param sockets all sockets; those that do not weigh are skipped
     */
    public FrozenResult update(Counters now, Delta delta, List<SocketTraffic> sockets) {
        Map<Interface, BoundSum> bound = new HashMap<>();
        Traffic claimed = sum(now, delta, sockets, bound);
        long missingIn = claimed.received() - counted(delta, Direction.IN);
        long missingOut = claimed.sent() - counted(delta, Direction.OUT);
        FrozenResult result = new FrozenResult(
                delta, new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new HashSet<>());
        Map<String, InterfaceTraffic> rows = new LinkedHashMap<>();
        delta.interfaces().forEach(each -> rows.put(each.name(), each));
        Set<FrozenKey> present = new HashSet<>();
        for (Interface each : now.interfaces()) {
            if (each.counted()) {
                FrozenKey key = new FrozenKey(each.name(), each.link());
                present.add(key);
                BoundSum its = bound.getOrDefault(each, new BoundSum());
                Traffic traffic = judge(key, traffic(rows, key.name), its, missingIn, missingOut, result);
                if (rows.containsKey(key.name) || !traffic.isNone()) {
                    rows.put(key.name, new InterfaceTraffic(key.name, true, traffic));
                }
            }
        }
        counters.keySet().retainAll(present);
        return new FrozenResult(
                new Delta(List.copyOf(rows.values())), result.frozen, result.replaced, result.thawed, result.estimated);
    }

    private Traffic judge(
            FrozenKey key, Traffic wire, BoundSum bound, long missingIn, long missingOut, FrozenResult result) {
        CounterPairState pair =
                counters.computeIfAbsent(key, name -> new CounterPairState(new FrozenCounter(), new FrozenCounter()));
        FrozenCounter.CounterJudgement received = pair.received.update(wire.received(), bound.received, missingIn);
        // A counter of sent bytes that stands still alone is the silence of a receiver.
        boolean mayStand = wire.received() == 0 && bound.provesALink();
        FrozenCounter.CounterJudgement sent =
                pair.sent.update(wire.sent(), mayStand ? bound.sent : new BoundBytes(), mayStand ? missingOut : 0);
        if (received.froze() || sent.froze()) {
            result.frozen.add(key.name);
        }
        add(result.replaced, key.name, received.instead(), sent.instead());
        add(result.thawed, key.name, received.replaced(), sent.replaced());
        if (received.instead() + sent.instead() > 0) {
            bound.sockets.forEach(each -> result.estimated.add(each.socket()));
        }
        return new Traffic(received.bytes(), sent.bytes());
    }

    /** The bytes of all sockets that weigh, and by interface. */
    private static Traffic sum(Counters now, Delta delta, List<SocketTraffic> sockets, Map<Interface, BoundSum> bound) {
        WeighingSockets weighing = new WeighingSockets(now);
        SocketBinding binding = new SocketBinding(now, delta);
        long received = 0;
        long sent = 0;
        for (SocketTraffic each : sockets) {
            Traffic payload = each.payload();
            if (payload != null && !each.isStill() && weighing.weighs(each.socket())) {
                received = SaturatedMath.sum(received, payload.received());
                sent = SaturatedMath.sum(sent, payload.sent());
                Interface its = binding.of(each.socket());
                if (its != null) {
                    bound.computeIfAbsent(its, key -> new BoundSum()).add(each, payload);
                }
            }
        }
        return new Traffic(received, sent);
    }

    private static long counted(Delta delta, Direction direction) {
        long sum = 0;
        for (InterfaceTraffic each : delta.interfaces()) {
            sum = SaturatedMath.sum(sum, each.counted() ? direction.of(each.traffic()) : 0);
        }
        return sum;
    }

    private static void add(Map<String, Traffic> byName, String name, long received, long sent) {
        if (received != 0 || sent != 0) {
            byName.put(name, new Traffic(received, sent));
        }
    }

    private static Traffic traffic(Map<String, InterfaceTraffic> rows, String name) {
        InterfaceTraffic row = rows.get(name);
        return row == null ? Traffic.NONE : row.traffic();
    }
}
