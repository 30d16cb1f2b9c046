package netmon.attribution;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import netmon.model.Counters;
import netmon.model.Interface;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the counters of interfaces, and recognises an interface under a new name or a new number: within one boot it
 * is the same if its hardware address agrees and its counters go on. Without that, all its bytes would count again.
 */
final class KnownInterfaces {
    /** Vanished interfaces that are remembered, in case they come back with their counters. */
    private static final int REMEMBERED = 1024;

    private record InterfaceKey(String name, String link) {
        static InterfaceKey of(Interface each) {
            return new InterfaceKey(each.name(), each.link());
        }
    }

    /**
     * An interface at its last reading.
     *
     * @param hardwareAddress null where the reading is a stored one, which has none
     */
    record KnownInterface(@Nullable String hardwareAddress, ByteCounter received, ByteCounter sent) {
        static final KnownInterface NEW = new KnownInterface("", ByteCounter.ZERO, ByteCounter.ZERO);

        private boolean goesOn(Interface now) {
            boolean moved = received.value() != 0 || sent.value() != 0;
            return moved && received.goesOn(now.received()) && sent.goesOn(now.sent());
        }
    }

    /** The least recently read first. */
    private final Map<InterfaceKey, KnownInterface> last = new LinkedHashMap<>();

    /** Adds the interfaces of a stored reading. */
    void addStored(Counters stored) {
        for (Interface each : stored.interfaces()) {
            KnownInterface known =
                    new KnownInterface(null, ByteCounter.at(each.received()), ByteCounter.at(each.sent()));
            last.put(InterfaceKey.of(each), known);
        }
    }

    void clear() {
        last.clear();
    }

    /**
     * Takes out the last readings of these interfaces, in their order; null for an interface seen for the first time.
     * They must be {@link #put} back.
     */
    List<@Nullable KnownInterface> take(List<Interface> interfaces) {
        List<@Nullable KnownInterface> taken = new ArrayList<>(interfaces.size());
        for (Interface each : interfaces) {
            InterfaceKey key = InterfaceKey.of(each);
            KnownInterface before = last.remove(key);
            taken.add(before != null ? before : removeUnnumbered(key));
        }
        takeMoved(interfaces, taken, KnownInterfaces::isRenamed);
        takeMoved(interfaces, taken, KnownInterfaces::isRenumbered);
        return taken;
    }

    void put(Interface now, KnownInterface known) {
        last.put(InterfaceKey.of(now), known);
    }

    /** @param present the number of interfaces in the last reading */
    void forgetOldest(int present) {
        Iterator<InterfaceKey> oldest = last.keySet().iterator();
        while (last.size() > present + REMEMBERED && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    /**
     * The same interface where only one of the two readings has its number; otherwise all its bytes would count again.
     */
    private @Nullable KnownInterface removeUnnumbered(InterfaceKey key) {
        if (!key.link.isEmpty()) {
            return last.remove(new InterfaceKey(key.name, ""));
        }
        InterfaceKey latest = key;
        for (InterfaceKey each : last.keySet()) {
            latest = each.name.equals(key.name) ? each : latest;
        }
        return last.remove(latest);
    }

    private void takeMoved(
            List<Interface> interfaces,
            List<@Nullable KnownInterface> taken,
            BiPredicate<Map.Entry<InterfaceKey, KnownInterface>, Interface> isSame) {
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i) == null) {
                taken.set(i, removeSame(interfaces.get(i), isSame));
            }
        }
    }

    private @Nullable KnownInterface removeSame(
            Interface now, BiPredicate<Map.Entry<InterfaceKey, KnownInterface>, Interface> isSame) {
        Iterator<Map.Entry<InterfaceKey, KnownInterface>> entries =
                last.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<InterfaceKey, KnownInterface> each = entries.next();
            if (each.getValue().goesOn(now) && isSame.test(each, now)) {
                entries.remove();
                return each.getValue();
            }
        }
        return null;
    }

    private static boolean isRenamed(Map.Entry<InterfaceKey, KnownInterface> known, Interface now) {
        String hardware = known.getValue().hardwareAddress;
        boolean agrees = hardware == null || hardware.equals(now.hardwareAddress());
        return agrees && !now.link().isEmpty() && known.getKey().link.equals(now.link());
    }

    /** A number changes when an interface visits another namespace; one without a hardware address is a new one. */
    private static boolean isRenumbered(Map.Entry<InterfaceKey, KnownInterface> known, Interface now) {
        if (now.hardwareAddress().isEmpty()) {
            return false;
        }
        String hardware = known.getValue().hardwareAddress;
        return hardware == null ? known.getKey().name.equals(now.name()) : hardware.equals(now.hardwareAddress());
    }
}
