package netmon.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Address;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Interface;
import netmon.model.InterfaceTraffic;
import netmon.model.Traffic;

/**
 * Recognises an interface whose receive counter stands still while its own sockets receive (content filters, some drivers
 * of macOS), and books in its place what the sockets say. When the counter moves again, what was put in its place is taken
 * off the jump.
 */
public final class FrozenCounters {
    /** Looks with bytes received and a still counter before it is called frozen; two could be skewed readings. */
    private static final int SUSPECT_LOOKS = 3;

    /** Payload from which on a look tells the ratio of wire bytes to payload. */
    private static final long TELLING_BYTES = 10_000;

    /** The ratio until one was seen: a header of 66 bytes for 1448. */
    private static final double USUAL_RATIO = 1.05;

    /** Beyond these the look had other traffic than that of the sockets. */
    private static final double LEAST_RATIO = 1;

    private static final double MOST_RATIO = 1.5;

    private static final class State {
        double ratio = USUAL_RATIO;
        int suspectLooks;
        long unbooked;
        long booked;
    }

    /**
     * One look.
     *
     * @param delta with estimates in the place of still counters
     * @param frozen names of the interfaces whose counter was recognised as frozen in this look
     * @param thawed names of the interfaces whose counter moves again, with the bytes that had been put in its place
     */
    public record Step(Delta delta, List<String> frozen, Map<String, Long> thawed) {}

    private final Map<String, State> states = new HashMap<>();

    /** Corrects the delta of one look by what the sockets received in it. */
    public Step update(Counters counters, Delta delta, List<SocketTraffic> sockets) {
        Map<String, InterfaceTraffic> moved = new HashMap<>();
        delta.interfaces().forEach(each -> moved.put(each.name(), each));
        List<InterfaceTraffic> corrected = new ArrayList<>(delta.interfaces());
        List<String> frozen = new ArrayList<>();
        Map<String, Long> thawed = new HashMap<>();
        for (Interface each : counters.interfaces()) {
            InterfaceTraffic traffic = moved.get(each.name());
            if (traffic == null || !traffic.counted() || !each.counted()) {
                continue;
            }
            long payload = receivedOn(each, counters, delta, sockets);
            long instead = replace(each.name(), traffic.traffic(), payload, frozen, thawed);
            if (instead != traffic.traffic().received()) {
                corrected.set(
                        corrected.indexOf(traffic),
                        new InterfaceTraffic(
                                each.name(),
                                true,
                                new Traffic(instead, traffic.traffic().sent())));
            }
        }
        return new Step(new Delta(corrected), frozen, thawed);
    }

    /** The bytes to book as received. */
    private long replace(String name, Traffic wire, long payload, List<String> frozen, Map<String, Long> thawed) {
        State state = states.computeIfAbsent(name, key -> new State());
        if (wire.received() != 0) {
            return thaw(name, state, wire.received(), payload, thawed);
        }
        if (payload == 0 || wire.sent() == 0) {
            return 0; // nothing to tell by
        }
        state.suspectLooks++;
        state.unbooked += Math.round(payload * state.ratio);
        if (state.suspectLooks < SUSPECT_LOOKS) {
            return 0;
        }
        if (state.booked == 0) {
            frozen.add(name);
        }
        long instead = state.unbooked;
        state.booked += instead;
        state.unbooked = 0;
        return instead;
    }

    private static long thaw(String name, State state, long received, long payload, Map<String, Long> thawed) {
        long taken = Math.min(received, state.booked);
        if (state.booked != 0) {
            thawed.put(name, state.booked);
        } else if (payload >= TELLING_BYTES && state.suspectLooks == 0) {
            state.ratio = Math.min(MOST_RATIO, Math.max(LEAST_RATIO, (double) received / payload));
        }
        state.suspectLooks = 0;
        state.unbooked = 0;
        state.booked = 0;
        return received - taken;
    }

    /** What the sockets on the interface's own addresses received. */
    private static long receivedOn(Interface each, Counters counters, Delta delta, List<SocketTraffic> sockets) {
        Set<Address> own = new HashSet<>(each.addresses());
        boolean all = isOnly(each, counters, delta);
        long sum = 0;
        for (SocketTraffic socket : sockets) {
            Traffic payload = socket.payload();
            if (payload != null && (all || own.contains(socket.socket().local().address()))) {
                sum += payload.received();
            }
        }
        return sum;
    }

    /** Without known addresses, all sockets are on the one counted interface that moves. */
    private static boolean isOnly(Interface each, Counters counters, Delta delta) {
        return counters.interfaces().stream()
                        .allMatch(other -> other.addresses().isEmpty())
                && delta.interfaces().stream()
                        .allMatch(other -> !other.counted() || other.name().equals(each.name()));
    }
}
