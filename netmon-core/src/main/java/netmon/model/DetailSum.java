package netmon.model;

/**
 * The bytes of a process, a destination and so on.
 *
 * @param name what the bytes have in common; empty unless the kind is {@link PartKind#KNOWN}
 */
public record DetailSum(String name, PartKind kind, Traffic traffic) {
    /** How much is known about the bytes. */
    public enum PartKind {
        KNOWN,
        /** The parts with few bytes, of which only the sum is stored. */
        REST,
        /** No socket of the read can have moved them, or the address is not known. */
        UNKNOWN,
        /** Bytes of a time without stored detail. */
        NOT_RECORDED
    }
}
