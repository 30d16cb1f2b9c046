package netmon.model;

/**
 * The bytes of a process, a destination and so on.
 *
 * @param name what the bytes have in common; empty unless the kind is {@link PartKind#KNOWN}
 * @param count of how many names these are the bytes: 1 unless the kind is {@link PartKind#LEFT_OUT}
 */
public record DetailSum(String name, PartKind kind, Traffic traffic, int count) {
    public DetailSum(String name, PartKind kind, Traffic traffic) {
        this(name, kind, traffic, 1);
    }

    /** How much is known about the bytes. */
    public enum PartKind {
        KNOWN,
        /** Known ones beyond the asked number. */
        LEFT_OUT,
        /** The parts with few bytes, of which only the sum is stored. */
        REST,
        /** No socket of the read can have moved them, or the address is not known. */
        UNKNOWN,
        /** Bytes of a time without stored detail. */
        NOT_RECORDED
    }
}
