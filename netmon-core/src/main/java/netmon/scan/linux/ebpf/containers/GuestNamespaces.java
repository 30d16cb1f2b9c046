package netmon.scan.linux.ebpf.containers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import netmon.model.Address;
import netmon.model.NetworkRoute;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.Origin;
import netmon.scan.linux.interfaces.ProcNetRoutes;
import org.jspecify.annotations.Nullable;

/**
 * The network namespaces whose packets this machine forwards, such as those of containers: their default route leads to
 * one of its own addresses. Others, such as the far end of a wire, or a sandbox whose packets a program carries, do
 * not belong to them.
 */
public final class GuestNamespaces {
    /**
     * The start of a question to the machine; a process number follows. The answer is {@link #facts(String, String)}.
     */
    public static final String QUESTION = "cgroup ";

    private static final String VIA = "via ";

    /** A container may get its route after its first socket. */
    private static final long FIRST_RETRY_NANOS = 1_000_000_000L;

    private static final long RETRY_NANOS = 10_000_000_000L;

    private static final int MOST = 4096;

    private final Machine machine;
    private final OlderGuests older;
    private final LongSupplier nanos;
    private final Map<Long, Guest> guests = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Guest> eldest) {
            return size() > MOST;
        }
    };
    private List<NetworkRoute> routes = List.of();
    private Set<Address> own = Set.of();
    private @Nullable Long read;

    /**
     * A socket whose packets this machine forwards.
     *
     * @param through the interface of this machine through which they pass
     * @param container null where nothing names one
     */
    public record ForwardedSocket(String through, @Nullable Container container) {}

    /** A namespace, as it was found at this time; after no try nothing is known. */
    private record Guest(boolean isBehind, @Nullable Container container, long at, int tries) {
        private static final Guest UNKNOWN = new Guest(false, null, 0, 0);

        /** Whether it is time to ask again: after 1, 2, 4 and 8 seconds, then every 10, until all is known. */
        boolean isDue(long now) {
            boolean isSettled = isBehind && container != null;
            return !isSettled && now - at >= Math.min(RETRY_NANOS, FIRST_RETRY_NANOS << Math.min(tries - 1, 4));
        }
    }

    /**
     * Reads nothing yet.
     *
     * @param older finds the namespaces of sockets whose creator is not known
     * @param nanos any clock that only goes on
     */
    public GuestNamespaces(Machine machine, OlderGuests older, LongSupplier nanos) {
        this.machine = machine;
        this.older = older;
        this.nanos = nanos;
    }

    /**
     * What is asked about a process: its cgroups, and a line such as {@code via 172.17.0.1} for each default route.
     *
     * @param cgroup the content of {@code /proc/PID/cgroup}
     * @param routes the content of {@code /proc/PID/net/route}
     */
    public static String facts(String cgroup, String routes) {
        return ProcNetRoutes.parseIpv4(routes).stream()
                .filter(each -> each.isDefault() && each.gateway() != null)
                .map(each -> VIA + each.gateway() + "\n")
                .collect(Collectors.joining("", cgroup, ""));
    }

    /** How this machine forwards the packets of a socket in another namespace; null where it does not, so far known. */
    public @Nullable ForwardedSocket forwarded(CountedSocket socket) {
        refresh();
        if (own.contains(socket.remote().address())) {
            return null; // it stays on this machine
        }
        Origin origin = socket.origin();
        int pid = origin.isKnown() ? origin.tgid() : older.pid(socket);
        // The kernel's numbers of namespaces are above zero.
        Guest guest = pid == 0 ? Guest.UNKNOWN : guest(origin.isKnown() ? origin.netns() : -pid, pid);
        boolean isBehind =
                guest.isBehind || (guest.tries == 0 && isGuest(socket.local().address()));
        NetworkRoute through = isBehind ? route(socket.remote().address()) : null;
        return through == null ? null : new ForwardedSocket(through.interfaceName(), guest.container);
    }

    /**
     * Whether this machine has a link to the address that does not lead on to other networks, such as a bridge of
     * containers. It is the evidence where every process of the namespace ended before it was asked.
     */
    private boolean isGuest(Address address) {
        NetworkRoute link = address.isAny() || own.contains(address) ? null : route(address);
        return link != null
                && link.gateway() == null
                && routes.stream().noneMatch(each -> each.isDefault() && isSameLink(each, link));
    }

    private static boolean isSameLink(NetworkRoute one, NetworkRoute other) {
        return one.interfaceName().equals(other.interfaceName());
    }

    private Guest guest(long netns, int pid) {
        Guest known = guests.get(netns);
        long now = nanos.getAsLong();
        if (known != null && !known.isDue(now)) {
            return known;
        }
        String facts = facts(pid);
        if (facts.isEmpty()) {
            return known == null ? Guest.UNKNOWN : known; // another process of the namespace may answer
        }
        boolean isBehind = (known != null && known.isBehind) || leadsHere(facts);
        int tries = known == null ? 1 : known.tries + 1;
        Guest found = new Guest(isBehind, isBehind ? container(facts) : null, now, tries);
        guests.put(netns, found);
        return found;
    }

    private boolean leadsHere(String facts) {
        return facts.lines()
                .filter(line -> line.startsWith(VIA))
                .anyMatch(line -> own.contains(Address.parse(line.substring(VIA.length()))));
    }

    private static @Nullable Container container(String facts) {
        Container found = ContainerNames.ofProcess(facts);
        return found != null && found.kind().isolatesNetwork() ? found : null;
    }

    /** By the longest prefix; the first of equal ones. */
    private @Nullable NetworkRoute route(Address remote) {
        NetworkRoute best = null;
        for (NetworkRoute each : routes) {
            boolean isBetter = best == null || each.prefix() > best.prefix();
            best = isBetter && each.contains(remote) ? each : best;
        }
        return best;
    }

    private void refresh() {
        long now = nanos.getAsLong();
        if (read != null && now - read < RETRY_NANOS) {
            return;
        }
        read = now;
        routes = machine.routes();
        try {
            own = machine.addresses().values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
        } catch (ScanException e) {
            own = Set.of();
        }
    }

    private String facts(int pid) {
        try {
            return machine.read(QUESTION + pid).text();
        } catch (ScanException e) {
            return ""; // the process is gone
        }
    }
}
