package netmon.scan.linux.interfaces;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Address;
import netmon.model.BoundSockets;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.InterfaceRule;
import netmon.scan.Machine;
import netmon.scan.ScanException;

/**
 * The interfaces' counters from {@code /proc/net/dev}, 64-bit in every current kernel. The kind of each interface comes
 * from rtnetlink (see {@link Links}), not from {@code /sys}, which may show another namespace. netmon asks for it only
 * when the set of interfaces changes, a counter falls, or some time has passed.
 */
public final class ProcNetDev implements CounterSource {
    /** For so long a changed address, or a link that was replaced under the same name, may go unnoticed; a guess. */
    private static final long REFRESH_NANOS = 10_000_000_000L;

    private final Machine machine;
    private final Clock clock;
    private final InterfaceRule rule;

    private List<NetDevRow> rows = List.of();
    private Map<String, Link> links = Map.of();
    private Map<String, List<Address>> addresses = Map.of();
    private Set<Integer> counted = Set.of();
    private final Map<String, BoundSockets> bound = new HashMap<>();
    private long refreshed;
    private boolean fresh;

    /**
     * Reads nothing yet.
     *
     * @param rule the counted interfaces; where it names none, {@link CountedLinks} decides
     */
    public ProcNetDev(Machine machine, Clock clock, InterfaceRule rule) {
        this.machine = machine;
        this.clock = clock;
        this.rule = rule;
    }

    @Override
    public String name() {
        return "/proc/net/dev";
    }

    @Override
    public Counters read() throws ScanException {
        List<NetDevRow> now = NetDevRow.parse(machine.read("proc net dev").bytes());
        if (!fresh || clock.monotonicNanos() - refreshed >= REFRESH_NANOS || isChanged(rows, now)) {
            refresh();
        }
        rows = now;
        List<Interface> interfaces = new ArrayList<>(now.size());
        for (NetDevRow row : now) {
            interfaces.add(described(row));
        }
        return new Counters(machine.boot(), interfaces);
    }

    private Interface described(NetDevRow row) {
        Link link = links.get(row.name());
        return new Interface(
                        row.name(),
                        link == null ? "" : Integer.toString(link.index()),
                        rule.counts(row.name(), link != null && counted.contains(link.index())),
                        addresses.getOrDefault(row.name(), List.of()),
                        row.received(),
                        row.sent())
                .with(bound.getOrDefault(row.name(), BoundSockets.CARRIED_ELSEWHERE));
    }

    /** Reads the links again; a torn answer is used, and read again at the next reading. */
    private void refresh() throws ScanException {
        Links answer = Links.parse(machine.read("links").bytes());
        Map<String, List<Address>> ownAddresses = machine.addresses();
        Set<String> namesWithAddress = new HashSet<>();
        ownAddresses.forEach((name, its) -> {
            if (!its.isEmpty()) {
                namesWithAddress.add(name);
            }
        });
        PppSessions sessions = PppSessions.read(machine);
        counted = CountedLinks.of(answer.all(), namesWithAddress, sessions.isViaModem());
        addresses = carried(ownAddresses, answer.all(), sessions.onlyDevices());
        links = new HashMap<>();
        answer.all().forEach(link -> links.put(link.name(), link));
        bound.clear();
        answer.all().forEach(link -> bound.put(link.name(), UncountedLinks.of(link, answer.all(), counted)));
        refreshed = clock.monotonicNanos();
        fresh = !answer.torn();
    }

    /**
     * The addresses that send through each interface: its own, and for counted ones those of the interfaces stacked on
     * it.
     */
    private Map<String, List<Address>> carried(
            Map<String, List<Address>> ownAddresses, List<Link> all, Set<String> pppDevices) {
        Map<String, List<Address>> carried = new HashMap<>(ownAddresses);
        for (Link link : all) {
            if (rule.counts(link.name(), counted.contains(link.index()))) {
                List<Address> addresses = new ArrayList<>(ownAddresses.getOrDefault(link.name(), List.of()));
                for (Link above : StackedLinks.above(link, all, pppDevices)) {
                    addresses.addAll(ownAddresses.getOrDefault(above.name(), List.of()));
                }
                carried.put(link.name(), addresses);
            }
        }
        return carried;
    }

    /** Whether the set of interfaces changed, or a counter started again. */
    private static boolean isChanged(List<NetDevRow> before, List<NetDevRow> now) {
        if (before.size() != now.size()) {
            return true;
        }
        for (int i = 0; i < now.size(); i++) {
            NetDevRow old = before.get(i);
            NetDevRow row = now.get(i);
            if (!old.name().equals(row.name())
                    || Long.compareUnsigned(row.received(), old.received()) < 0
                    || Long.compareUnsigned(row.sent(), old.sent()) < 0) {
                return true;
            }
        }
        return false;
    }
}
