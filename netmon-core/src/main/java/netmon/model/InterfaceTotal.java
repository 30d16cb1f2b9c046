package netmon.model;

/** The bytes of one interface in a period: those that belong to applications, and the others, such as a tunnel's. */
public record InterfaceTotal(String name, Traffic counted, Traffic uncounted) {
    public InterfaceTotal plus(InterfaceTotal other) {
        return new InterfaceTotal(name, counted.plus(other.counted), uncounted.plus(other.uncounted));
    }
}
