package netmon.model;

import org.jspecify.annotations.Nullable;

/**
 * One route of the machine's main table.
 *
 * @param network the first address of the destination; {@link Address#ANY} for the default route
 * @param prefix the length of the destination's prefix, of 32 bits in IPv4 and 128 in IPv6
 * @param ipv4 whether it is a route of IPv4, and not of IPv6
 * @param interfaceName the interface that packets leave through
 * @param gateway the next router; null where the destination is reached directly
 */
public record NetworkRoute(
        Address network,
        int prefix,
        boolean ipv4,
        String interfaceName,
        @Nullable Address gateway) {
    /** Whether packets to this address may use it. */
    public boolean contains(Address destination) {
        if (isDefault()) {
            return destination.isAny() || destination.isV4() == ipv4;
        }
        if (ipv4) {
            int differing = (int) (network.low() ^ destination.low()) >>> (Integer.SIZE - prefix);
            return destination.isV4() && differing == 0;
        }
        long high = network.high() ^ destination.high();
        long low = network.low() ^ destination.low();
        return prefix <= Long.SIZE
                ? high >>> (Long.SIZE - prefix) == 0
                : high == 0 && low >>> (2 * Long.SIZE - prefix) == 0;
    }

    /** Whether it applies where no other route does. */
    public boolean isDefault() {
        return prefix == 0;
    }
}
