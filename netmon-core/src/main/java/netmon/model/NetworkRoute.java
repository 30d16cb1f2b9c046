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
    /** Whether it applies where no other route does. */
    public boolean isDefault() {
        return prefix == 0;
    }
}
