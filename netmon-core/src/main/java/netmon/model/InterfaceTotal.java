package netmon.model;

/**
 * What one interface moved in a period.
 *
 * @param counted the bytes that belong to applications
 * @param uncounted the bytes of times at which it was loopback, a tunnel, or otherwise counted elsewhere
 */
public record InterfaceTotal(String name, Traffic counted, Traffic uncounted) {
    public InterfaceTotal plus(InterfaceTotal other) {
        return new InterfaceTotal(name, counted.plus(other.counted), uncounted.plus(other.uncounted));
    }
}
