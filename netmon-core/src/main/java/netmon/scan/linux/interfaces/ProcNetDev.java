package netmon.scan.linux.interfaces;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.Machine;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.counting.InterfaceRule;

/**
 * The interfaces' counters from {@code /proc/net/dev}, 64-bit in every current kernel. The kind of each interface comes
 * from rtnetlink (see {@link Links}), not from {@code /sys}, which may show another namespace. An interface that
 * appears while netmon may not ask the kernel yet is left out until then: its bytes are booked when its kind is known.
 */
public final class ProcNetDev implements CounterSource {
    private static final String FILE = "proc net dev";

    private final Machine machine;
    private final Clock clock;
    private final InterfaceRule rule;
    private final InterfaceLinks links;
    private final LinkChanges changes = new LinkChanges();
    private RowTally tally = RowTally.ofAll(FILE);

    /**
     * Reads nothing yet.
     *
     * @param rule the counted interfaces; where it names none, {@link CountedLinks} decides
     */
    public ProcNetDev(Machine machine, Clock clock, InterfaceRule rule) {
        this.machine = machine;
        this.clock = clock;
        this.rule = rule;
        this.links = new InterfaceLinks(machine, rule);
    }

    @Override
    public String name() {
        return "/proc/net/dev";
    }

    @Override
    public List<RowTally> rowTallies() {
        return List.of(tally);
    }

    @Override
    public Counters read() throws ScanException {
        tally = RowTally.ofAll(FILE);
        List<NetDevRow> rows = NetDevRow.parse(machine.read(FILE).bytes(), tally);
        if (changes.isQuestionDue(rows, clock.monotonicNanos())) {
            boolean complete = links.refresh(rows.stream().map(NetDevRow::name).toList());
            changes.answered(clock.monotonicNanos(), complete);
        }
        links.weigh(rows);
        List<Interface> interfaces = new ArrayList<>(rows.size());
        for (NetDevRow row : rows) {
            if (!changes.isWaiting(row.name())) {
                interfaces.add(described(row));
            }
        }
        return new Counters(machine.boot(), interfaces);
    }

    private Interface described(NetDevRow row) {
        Link link = links.of(row.name());
        return new Interface(
                        row.name(),
                        link == null || link.index() < 0 ? "" : Integer.toString(link.index()),
                        link == null ? "" : link.hardwareAddress(),
                        rule.counts(row.name(), link != null && links.counts(link)),
                        links.addresses(row.name()),
                        row.received(),
                        row.sent())
                .with(links.boundSockets(row.name()))
                .in(link == null ? "" : UncountedLinks.group(link));
    }
}
