package netmon.scan.linux.ebpf.records;

import java.util.HashMap;
import java.util.Map;

/** Gives equal values as one object, so that thousands of sockets do not keep a copy each. Forgets all when full. */
final class SharedValues {
    private static final int MOST = 512;

    private final Map<Object, Object> known = new HashMap<>();

    /** The first value that was equal to this one. */
    @SuppressWarnings("unchecked")
    <T> T of(T value) {
        if (known.size() >= MOST) {
            known.clear();
        }
        Object first = known.putIfAbsent(value, value);
        return first == null ? value : (T) first; // equal objects are of one class here
    }
}
