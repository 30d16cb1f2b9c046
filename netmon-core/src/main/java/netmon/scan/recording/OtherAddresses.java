package netmon.scan.recording;

import java.util.HashMap;
import java.util.Map;
import netmon.model.Address;

/**
 * Replaces each address by another one of its kind, such as private or multicast, always by the same one; loopback
 * stays. New addresses are numbered in the order of the calls, so a new address may equal an original one.
 */
final class OtherAddresses {
    private static final long V4 = 0xffff_0000_0000L;

    private static final long LINK_LOCAL_V6 = 0xfe80_0000_0000_0000L;
    private static final long LOCAL_V6 = 0xfd00_0000_0000_0000L;
    private static final long DOCUMENTATION = 0x2001_0db8_0000_0000L;

    /** Reserved addresses, for a kind that has no room left. */
    private static final int SPILL = 0xf000_0000;

    /** Kinds of IPv4 addresses: the network, its prefix, and the network of the replacements with the same prefix. */
    private enum AddressRange {
        TEN(0x0a00_0000, 8, 0x0a00_0000),
        TWELVE(0xac10_0000, 12, 0xac10_0000),
        SIXTEEN(0xc0a8_0000, 16, 0xc0a8_0000),
        LINK_LOCAL(0xa9fe_0000, 16, 0xa9fe_0000),
        CARRIER(0x6440_0000, 10, 0x6440_0000),
        MULTICAST(0xe000_0000, 4, 0xefff_0000),
        /** All others; the replacements are in 198.18.0.0/15, reserved for benchmarks. */
        PUBLIC(0, 0, 0xc612_0000);

        private final int network;
        private final int prefix;
        private final int replacement;

        AddressRange(int network, int prefix, int replacement) {
            this.network = network;
            this.prefix = prefix;
            this.replacement = replacement;
        }

        static AddressRange of(int bits) {
            for (AddressRange each : values()) {
                if (each.prefix > 0 && bits >>> (32 - each.prefix) == each.network >>> (32 - each.prefix)) {
                    return each;
                }
            }
            return PUBLIC;
        }

        int room() {
            return switch (this) {
                case PUBLIC -> 1 << 17;
                case MULTICAST -> 1 << 16;
                case TEN, TWELVE, SIXTEEN, LINK_LOCAL, CARRIER -> 1 << (32 - prefix);
            };
        }
    }

    private final Map<Address, Address> others = new HashMap<>();
    private final Map<AddressRange, Integer> counts = new HashMap<>();
    private long countV6;

    Address of(Address address) {
        if (address.isAny() || address.isLoopback()) {
            return address;
        }
        if (address.isV4()) {
            return others.computeIfAbsent(address, key -> v4((int) key.low()));
        }
        if (address.high() >>> 54 == LINK_LOCAL_V6 >>> 54) {
            return linkLocal(address);
        }
        return others.computeIfAbsent(address, this::v6);
    }

    private Address v4(int bits) {
        // 224.0.0.0/24 contains the groups of well-known protocols; all ones is the broadcast address.
        if (bits == -1 || bits >>> 8 == 0xe0_0000) {
            return new Address(0, V4 | (bits & 0xffff_ffffL));
        }
        AddressRange kind = AddressRange.of(bits);
        int number = counts.merge(kind, 1, Integer::sum);
        int other = number < kind.room() ? kind.replacement + number : SPILL + number;
        return new Address(0, V4 | (other & 0xffff_ffffL));
    }

    /** The kernel of macOS stores the interface's number in the address; the number stays. */
    private Address linkLocal(Address address) {
        Address unscoped = new Address(LINK_LOCAL_V6, address.low());
        Address other = others.computeIfAbsent(unscoped, key -> new Address(LINK_LOCAL_V6, ++countV6));
        return new Address(address.high() & 0xffff_ffff_0000_0000L, other.low());
    }

    private Address v6(Address address) {
        long high = address.high();
        if (high >>> 56 == 0xff) {
            // A group with few bits belongs to a protocol; longer ones may contain the end of a host's address.
            return address.low() >>> 16 == 0 ? address : new Address(high, 0x1_0000_0000L + ++countV6);
        }
        long network = high >>> 57 == 0xfc >>> 1 ? LOCAL_V6 : DOCUMENTATION;
        return new Address(network, ++countV6);
    }
}
