package netmon.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Address;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Interface;
import netmon.model.InterfaceTraffic;
import netmon.model.Substitute;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Recognises interfaces with a receive counter that stands still while their sockets receive (content filters, some
 * drivers of macOS), and books the sockets' bytes in its place. When the counter moves again, these bytes are
 * subtracted from its jump.
 */
public final class FrozenCounters {
    /**
     * The result of one poll.
     *
     * @param delta the traffic, with estimates for frozen counters
     * @param frozen names of the interfaces that this poll recognised as frozen
     * @param thawed names of the interfaces with a counter that moves again, and the bytes that were booked in its
     *     place
     */
    public record FrozenResult(Delta delta, List<String> frozen, Map<String, Long> thawed) {}

    private record FrozenKey(String name, String link) {}

    private final Map<FrozenKey, FrozenCounter> counters = new HashMap<>();

    /** Continues with the substitutes of the last run, if it was in the same boot. */
    public FrozenCounters(List<Substitute> stored) {
        stored.forEach(
                each -> counters.put(new FrozenKey(each.name(), each.link()), FrozenCounter.resumed(each.received())));
    }

    /** Notes that the counters of this interface started again at zero since the last poll. */
    public void reset(String name) {
        counters.forEach((key, counter) -> {
            if (key.name.equals(name)) {
                counter.reset();
            }
        });
    }

    /** The bytes booked now for frozen counters. */
    public List<Substitute> substitutes() {
        List<Substitute> all = new ArrayList<>();
        counters.forEach((key, counter) -> {
            if (counter.booked() > 0) {
                all.add(new Substitute(key.name, key.link, counter.booked()));
            }
        });
        return all;
    }

    /**
     * Corrects the delta of one poll by the bytes that the sockets received.
     *
     * @param now the readings at the end of the delta
     * @param sockets all sockets; those that do not weigh are skipped
     */
    public FrozenResult update(Counters now, Delta delta, List<SocketTraffic> sockets) {
        Map<Address, Long> received = receivedByAddress(now, sockets);
        Interface only = onlyOne(now, delta);
        List<InterfaceTraffic> rows = new ArrayList<>(delta.interfaces());
        List<String> frozen = new ArrayList<>();
        Map<String, Long> thawed = new LinkedHashMap<>();
        Set<FrozenKey> present = new HashSet<>();
        for (Interface each : now.interfaces()) {
            if (!each.counted()) {
                continue;
            }
            FrozenKey key = new FrozenKey(each.name(), each.link());
            present.add(key);
            long payload =
                    each.equals(only) ? sum(received, received.keySet()) : sum(received, Set.copyOf(each.addresses()));
            FrozenCounter.CounterJudgement judgement = counters.computeIfAbsent(key, name -> new FrozenCounter())
                    .update(traffic(rows, each.name()), payload);
            correct(rows, each.name(), judgement.received());
            if (judgement.froze()) {
                frozen.add(each.name());
            }
            if (judgement.replaced() != 0) {
                thawed.put(each.name(), judgement.replaced());
            }
        }
        counters.keySet().retainAll(present);
        return new FrozenResult(new Delta(rows), frozen, thawed);
    }

    /** Bytes received by the sockets of each local address. */
    private static Map<Address, Long> receivedByAddress(Counters now, List<SocketTraffic> sockets) {
        WeighingSockets weighing = new WeighingSockets(now);
        Map<Address, Long> received = new HashMap<>();
        for (SocketTraffic each : sockets) {
            Traffic payload = each.payload();
            if (payload != null && payload.received() != 0 && weighing.weighs(each.socket())) {
                received.merge(each.socket().local().address(), payload.received(), SaturatedMath::sum);
            }
        }
        return received;
    }

    /** Where no address is known, the only counted interface that moves; all sockets are assumed to use it. */
    private static @Nullable Interface onlyOne(Counters now, Delta delta) {
        if (!now.interfaces().stream().allMatch(each -> each.addresses().isEmpty())) {
            return null;
        }
        List<Interface> moving = now.interfaces().stream()
                .filter(each -> each.counted()
                        && !traffic(delta.interfaces(), each.name()).isNone())
                .toList();
        return moving.size() == 1 ? moving.get(0) : null;
    }

    private static long sum(Map<Address, Long> received, Iterable<Address> addresses) {
        long sum = 0;
        for (Address address : addresses) {
            sum = SaturatedMath.sum(sum, received.getOrDefault(address, 0L));
        }
        return sum;
    }

    private static Traffic traffic(List<InterfaceTraffic> rows, String name) {
        int row = row(rows, name);
        return row < 0 ? Traffic.NONE : rows.get(row).traffic();
    }

    private static void correct(List<InterfaceTraffic> rows, String name, long received) {
        int row = row(rows, name);
        long sent = row < 0 ? 0 : rows.get(row).traffic().sent();
        InterfaceTraffic corrected = new InterfaceTraffic(name, true, new Traffic(received, sent));
        if (row >= 0) {
            rows.set(row, corrected);
        } else if (received != 0) {
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
