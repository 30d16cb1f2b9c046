package netmon.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import netmon.attribution.SocketTraffic.SocketChange;
import netmon.model.Address;
import netmon.model.App;
import netmon.model.Endpoint;
import netmon.model.IpCounts;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** Arbitrary values, extreme ones included; the same for the same seed. */
final class Generator {
    private static final List<String> APPS = List.of("Chrome", "curl", "ssh", "Zoom", "a", App.UNATTRIBUTED);
    private static final List<Address> OWN = addresses("10.0.1.1", "10.0.1.2", "2001:db8::1");
    private static final List<Address> FOREIGN = addresses("192.0.2.1", "192.0.2.2", "2001:db8::1", "127.0.0.1");
    private static final List<SocketChange> CHANGES = List.of(SocketChange.values());
    private static final long[] EXTREMES = {0, 1, 2, (1L << 31) - 1, 1L << 31, 1L << 53, 1L << 62, Long.MAX_VALUE};

    private final SplittableRandom random;

    private Generator(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Runs a property for the seeds 1 to {@code cases}; a failure reports the seed. */
    static void forSeeds(int cases, Consumer<Generator> property) {
        for (long seed = 1; seed <= cases; seed++) {
            try {
                property.accept(new Generator(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("with the seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** Mostly of common size, sometimes zero, sometimes extreme; never negative. */
    long bytes() {
        return switch (below(8)) {
            case 0 -> 0;
            case 1 -> EXTREMES[below(EXTREMES.length)];
            case 2 -> random.nextLong(Long.MAX_VALUE);
            default -> random.nextLong(1L << below(34));
        };
    }

    /** A counter as a kernel reports it: unsigned, so that it may be negative here. */
    long counter() {
        return oneIn(4) ? random.nextLong() : bytes();
    }

    Traffic traffic() {
        return new Traffic(bytes(), bytes());
    }

    UnmeasuredLimits limits() {
        return new UnmeasuredLimits(oneIn(2) ? null : traffic(), oneIn(2), oneIn(2));
    }

    Address ownAddress() {
        return address(OWN);
    }

    /** The claims of one poll. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (int i = below(20); i > 0; i--) {
            Socket socket = socket();
            SocketChange change = CHANGES.get(below(CHANGES.size()));
            Traffic unseen = change == SocketChange.VANISHED ? traffic() : Traffic.NONE;
            SocketTraffic moved = new SocketTraffic(socket, socket.payload(), socket.segments(), change, unseen);
            claims.add(new Claim(apps(), moved, bytes(), oneIn(9)));
        }
        return claims;
    }

    List<String> apps() {
        List<String> apps = new ArrayList<>();
        for (int i = oneIn(4) ? below(4) : 1; i > 0; i--) {
            apps.add(app());
        }
        return apps;
    }

    String app() {
        return APPS.get(below(APPS.size()));
    }

    SocketTable table() {
        List<Socket> sockets = new ArrayList<>();
        for (int i = below(30); i > 0; i--) {
            sockets.add(socket());
        }
        IpCounts ip = oneIn(2) ? null : new IpCounts(segments(), traffic(), oneIn(2) ? 0 : bytes());
        return new SocketTable(sockets, oneIn(5), oneIn(3), ip);
    }

    /** A socket with few addresses and numbers, so that they occur again. */
    Socket socket() {
        Endpoint local = new Endpoint(oneIn(4) ? Address.ANY : address(OWN), 50_000 + below(3));
        Endpoint remote = oneIn(4) ? Endpoint.ANY : new Endpoint(address(FOREIGN), below(2) * 53);
        Protocol protocol = oneIn(2) ? Protocol.UDP : Protocol.TCP;
        // A number belongs to one socket, and so to one pair of addresses.
        long id = oneIn(2) ? 0 : 1L + Integer.toUnsignedLong(Objects.hash(protocol.name(), local, remote));
        return new Socket(protocol, local, remote, id, oneIn(9), oneIn(9), owners(), payload(), maybeSegments());
    }

    /** The same in another order. */
    <T> List<T> shuffled(List<T> list) {
        List<T> shuffled = new ArrayList<>(list);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int other = below(i + 1);
            T swapped = shuffled.get(i);
            shuffled.set(i, shuffled.get(other));
            shuffled.set(other, swapped);
        }
        return shuffled;
    }

    private Address address(List<Address> addresses) {
        return addresses.get(below(addresses.size()));
    }

    private List<OwnerProcess> owners() {
        return oneIn(5) ? List.of() : List.of(OwnerProcess.unresolved(1 + below(3), null));
    }

    private @Nullable Traffic payload() {
        return oneIn(3) ? null : traffic();
    }

    private @Nullable Segments maybeSegments() {
        return oneIn(2) ? null : segments();
    }

    private Segments segments() {
        return new Segments(bytes(), bytes());
    }

    private static List<Address> addresses(String... texts) {
        return Arrays.stream(texts).map(Address::parse).toList();
    }
}
