package netmon.attribution.frozen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** Both counters of one interface; the hardware address is empty where none is known. */
    private record CounterPairState(String hardwareAddress, FrozenCounter received, FrozenCounter sent) {
        static CounterPairState of(Interface its) {
            return new CounterPairState(its.hardwareAddress(), new FrozenCounter(), new FrozenCounter());
        }
    }

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
                new CounterPairState("", FrozenCounter.resumed(each.received()), new FrozenCounter())));
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
        // By identity: the hash of an interface with all its addresses would be computed for every socket.
        IdentityHashMap<Interface, BoundSum> bound = new IdentityHashMap<>();
        Traffic claimed = sum(now, delta, sockets, bound);
        long missingIn = claimed.received() - counted(delta, Direction.IN);
        long missingOut = claimed.sent() - counted(delta, Direction.OUT);
        FrozenResult result = new FrozenResult(
                delta, new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new HashSet<>());
        List<InterfaceTraffic> rows = new ArrayList<>(delta.interfaces());
        enter(now);
        for (Interface each : now.interfaces()) {
            if (each.counted()) {
                BoundSum its = bound.getOrDefault(each, new BoundSum());
                correct(rows, each.recordedAs(), judge(each, rows, its, missingIn, missingOut, result));
            }
        }
        return new FrozenResult(new Delta(rows), result.frozen, result.replaced, result.thawed, result.estimated);
    }

    /** Moves the states of renamed interfaces to their new names, and forgets those of interfaces that are gone. */
    private void enter(Counters now) {
        Map<FrozenKey, Interface> present = new LinkedHashMap<>();
        for (Interface each : now.interfaces()) {
            if (each.counted()) {
                present.put(new FrozenKey(each.name(), each.link()), each);
            }
        }
        Map<FrozenKey, CounterPairState> gone = new HashMap<>(counters);
        gone.keySet().removeAll(present.keySet());
        counters.keySet().retainAll(present.keySet());
        present.forEach((key, each) -> counters.computeIfAbsent(key, name -> former(gone, each)));
    }

    /** The state of the same interface under another name or number; a new one if there is none. */
    private static CounterPairState former(Map<FrozenKey, CounterPairState> gone, Interface now) {
        return gone.entrySet().stream()
                .filter(each -> isSame(each.getKey(), each.getValue().hardwareAddress, now))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> CounterPairState.of(now));
    }

    private static boolean isSame(FrozenKey before, String hardware, Interface now) {
        boolean unknown = hardware.isEmpty();
        boolean agrees = hardware.equals(now.hardwareAddress());
        boolean renamed = !now.link().isEmpty() && before.link.equals(now.link());
        return renamed ? unknown || agrees : !unknown && agrees;
    }

    private Traffic judge(
            Interface its,
            List<InterfaceTraffic> rows,
            BoundSum bound,
            long missingIn,
            long missingOut,
            FrozenResult result) {
        String name = its.recordedAs();
        CounterPairState pair = Objects.requireNonNull(counters.get(new FrozenKey(its.name(), its.link())));
        Traffic wire = traffic(rows, name);
        FrozenCounter.CounterJudgement received = pair.received.update(wire.received(), bound.received, missingIn);
        // If only the counter of sent bytes stands still, the machine may just receive: that is no fault.
        boolean mayStand = wire.received() == 0 && bound.provesALink();
        FrozenCounter.CounterJudgement sent =
                pair.sent.update(wire.sent(), mayStand ? bound.sent : new BoundBytes(), mayStand ? missingOut : 0);
        if (received.froze() || sent.froze()) {
            result.frozen.add(name);
        }
        add(result.replaced, name, received.instead(), sent.instead());
        add(result.thawed, name, received.replaced(), sent.replaced());
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
            if (payload != null && !each.isStill() && !each.isForwarded() && weighing.weighs(each.socket())) {
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

    private static Traffic traffic(List<InterfaceTraffic> rows, String name) {
        int row = row(rows, name);
        return row < 0 ? Traffic.NONE : rows.get(row).traffic();
    }

    private static void correct(List<InterfaceTraffic> rows, String name, Traffic traffic) {
        int row = row(rows, name);
        InterfaceTraffic corrected = new InterfaceTraffic(name, true, traffic);
        if (row >= 0) {
            rows.set(row, corrected);
        } else if (!traffic.isNone()) {
            rows.add(corrected);
        }
    }

    private static int row(List<InterfaceTraffic> rows, String name) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).counted() && rows.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
