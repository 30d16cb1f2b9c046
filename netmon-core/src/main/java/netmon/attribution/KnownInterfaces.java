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
 * Remembers the counters of interfaces, and recognises an interface under a new name or a new number: within one boot
 * it is the same if its hardware address agrees and its counters go on. Otherwise all its bytes would count again.
 */
final class KnownInterfaces {
    /** Vanished interfaces that are remembered, in case they come back with their counters. */
    private static final int REMEMBERED = 1024;

    /**
     * One byte counter of an interface at its last reading. Numbers are unsigned.
     *
     * @param regained bytes above the value that are booked already: the counter stepped back by so many
     * @param beforeJump the reading before an impossible jump, until the counter comes back; null without one
     */
    record ByteCounter(long value, long regained, @Nullable Long beforeJump) {
        static final ByteCounter ZERO = at(0);

        /** A correction by a driver is at most this share (2^-4) of the counter, a guess; a reset takes all of it. */
        private static final int CORRECTION_SHIFT = 4;

        private static final long U32 = 0xffff_ffffL;

        /** The most bytes of a wrap of a 32-bit counter: no link moves 2 GiB between two readings. */
        private static final long MOST_NARROW_WRAP = U32 / 2;

        /** The same for unknown width: drivers that count in 32 bits are those of links up to 1 Gbit/s; a guess. */
        private static final long MOST_WRAP = U32 / 8;

        /** The relation of a reading to the last one. */
        enum Move {
            FORWARD,
            STEP_BACK,
            JUMP_UNDONE,
            WRAP,
            RESET
        }

        /**
         * The result of one reading.
         *
         * @param plausible false for an impossible jump, which moves no bytes
         */
        record CounterStep(ByteCounter counter, long bytes, boolean plausible) {}

        static ByteCounter at(long value) {
            return new ByteCounter(value, 0, null);
        }

        boolean goesOn(long now) {
            return Long.compareUnsigned(now, value) >= 0;
        }

        /** @param narrow whether the counter may have only 32 bits */
        Move move(long now, boolean narrow) {
            if (goesOn(now)) {
                return Move.FORWARD;
            }
            if (Long.compareUnsigned(value - now, value >>> CORRECTION_SHIFT) <= 0) {
                return Move.STEP_BACK;
            }
            if (beforeJump != null && Long.compareUnsigned(now, beforeJump) >= 0) {
                return Move.JUMP_UNDONE;
            }
            boolean fits = Long.compareUnsigned(value, U32) <= 0;
            return fits && wrapped(now) <= (narrow ? MOST_NARROW_WRAP : MOST_WRAP) ? Move.WRAP : Move.RESET;
        }

        /** @param most the most bytes that one step can have moved */
        CounterStep step(long now, Move move, long most) {
            return switch (move) {
                case FORWARD -> forward(now, most);
                case STEP_BACK -> new CounterStep(new ByteCounter(now, regained + value - now, beforeJump), 0, true);
                case JUMP_UNDONE -> booked(now, now - (beforeJump == null ? 0 : beforeJump), most);
                case WRAP -> booked(now, wrapped(now), most);
                case RESET -> booked(now, now, most);
            };
        }

        private CounterStep forward(long now, long most) {
            long bytes = now - value;
            long again = Long.compareUnsigned(bytes, regained) < 0 ? bytes : regained;
            boolean plausible = Long.compareUnsigned(bytes - again, most) <= 0;
            Long from = plausible || beforeJump != null ? beforeJump : (Long) value;
            return new CounterStep(
                    new ByteCounter(now, regained - again, from), plausible ? bytes - again : 0, plausible);
        }

        private CounterStep booked(long now, long bytes, long most) {
            boolean plausible = Long.compareUnsigned(bytes, most) <= 0;
            return new CounterStep(
                    new ByteCounter(now, 0, plausible ? null : (Long) value), plausible ? bytes : 0, plausible);
        }

        private long wrapped(long now) {
            return (now - value) & U32;
        }
    }

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

    /** Takes out the last readings in this order, null for new interfaces. Each must be {@link #put} back. */
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

    void forgetOldest(int present) {
        Iterator<InterfaceKey> oldest = last.keySet().iterator();
        while (last.size() > present + REMEMBERED && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    /** The same interface where only one reading has its number; else all its bytes would count again. */
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
