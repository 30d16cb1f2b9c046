package netmon.service.detail;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import netmon.model.Address;
import netmon.model.NetworkRoute;

/**
 * The networks that the machine has an address in: other addresses there are reached without a router. They are read
 * again each minute.
 */
public final class OwnPrefixes implements Supplier<List<NetworkRoute>> {
    /** Tunnels may have an address with a prefix that is half of the internet. */
    private static final int LEAST_IPV4 = 8;

    private static final int LEAST_IPV6 = 32;

    private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final PrefixReader reader;
    private List<NetworkRoute> known = List.of();
    private long readAt;
    private boolean isRead;

    /** Reads the addresses of the machine. */
    @FunctionalInterface
    interface PrefixReader {
        List<NetworkRoute> read() throws SocketException;
    }

    OwnPrefixes(LongSupplier nanos, PrefixReader reader) {
        this.nanos = nanos;
        this.reader = reader;
    }

    /**
     * Those of the live machine.
     *
     * @param nanos the monotonic clock
     */
    public static OwnPrefixes ofThisMachine(LongSupplier nanos) {
        return new OwnPrefixes(nanos, OwnPrefixes::read);
    }

    @Override
    public List<NetworkRoute> get() {
        if (!isRead || nanos.getAsLong() - readAt >= PERIOD_NANOS) {
            isRead = true;
            readAt = nanos.getAsLong();
            try {
                known = reader.read();
            } catch (SocketException e) {
                return known; // the next minute reads them again
            }
        }
        return known;
    }

    private static List<NetworkRoute> read() throws SocketException {
        List<NetworkRoute> prefixes = new ArrayList<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            for (InterfaceAddress address : each.getInterfaceAddresses()) {
                boolean isIpv4 = address.getAddress().getAddress().length == 4;
                int prefix = address.getNetworkPrefixLength();
                if (prefix >= (isIpv4 ? LEAST_IPV4 : LEAST_IPV6)) {
                    Address own = Address.of(address.getAddress());
                    prefixes.add(new NetworkRoute(own, prefix, isIpv4, each.getName(), null));
                }
            }
        }
        return List.copyOf(prefixes);
    }
}
