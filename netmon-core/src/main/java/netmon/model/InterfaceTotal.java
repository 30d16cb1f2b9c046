package netmon.model;

/**
 * The bytes of one interface in a period.
 *
 * @param counted the bytes that belong to applications
 * @param uncounted the bytes of the time in which the interface was not counted, such as those of loopback or a tunnel
 */
public record InterfaceTotal(String name, Traffic counted, Traffic uncounted) {
    public InterfaceTotal plus(InterfaceTotal other) {
        return new InterfaceTotal(name, counted.plus(other.counted), uncounted.plus(other.uncounted));
    }
}
