package netmon.scan.macos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Endpoint;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.CommandChoice;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * QUIC in user space, such as that of Safari and iCloud: netstat does not list it, nettop does. A run of nettop costs
 * up to 120 ms, so it is tried only while the sockets leave much of the interfaces' bytes unexplained. Where its flows
 * move bytes, each poll runs it, and polls are {@link #SPACING} apart; where they do not, nothing changes.
 */
final class QuicFlows {
    /** The time from read to read while nettop is used. */
    static final Duration SPACING = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(QuicFlows.class);

    /** Unexplained bytes of one poll below this say nothing: broadcasts, headers, the kernel's own packets. */
    private static final long MUCH = 256 << 10;

    /** The part of all bytes, one tenth, that must be unexplained. */
    private static final int UNEXPLAINED_PART = 10;

    /** Fewer bytes between two reads are keep-alives. */
    private static final long FEW = 64 << 10;

    /** Polls between the two reads of a trial. */
    private static final int TRIAL_POLLS = 5;

    /** Reads without bytes of QUIC before nettop is left out. */
    private static final int USELESS_READS = 4;

    /** Polls before nettop is tried again; a guess. */
    private static final int PAUSE = 300;

    private enum NettopUse {
        NONE,
        /** Two reads find out whether QUIC moves bytes; if not, the cause is another one, such as a virtual machine. */
        TRIAL,
        EACH_POLL
    }

    private record FlowKey(Endpoint local, Endpoint remote, long pid) {}

    private final CommandChoice nettop;
    private RowTally tally = new RowTally(Nettop.COMMAND);

    /** Bytes that each flow had moved before it was watched. */
    private Map<FlowKey, Traffic> before = new HashMap<>();

    private List<Socket> flows = List.of();
    private NettopUse use = NettopUse.NONE;
    private int trialPolls;
    private long total;
    private long moved;
    private int useless;
    private int pause;

    QuicFlows(Machine machine) {
        this.nettop = new CommandChoice(machine, Nettop.COMMAND);
    }

    /** Whether each poll runs nettop. */
    boolean isUsed() {
        return use == NettopUse.EACH_POLL;
    }

    RowTally tally() {
        return tally;
    }

    /** Takes how many bytes of the last poll no socket explains, and of how many. */
    void explained(Traffic left, Traffic all) {
        if (use != NettopUse.NONE) {
            return;
        }
        pause = Math.max(0, pause - 1);
        if (pause == 0 && left.total() >= MUCH && left.total() > all.total() / UNEXPLAINED_PART) {
            use = NettopUse.TRIAL;
            trialPolls = 0;
        }
    }

    /** The flows with the bytes since the first of these reads; none while nettop is not used. */
    List<Socket> read() {
        boolean isBaseline = use == NettopUse.TRIAL && trialPolls == 0;
        if (use == NettopUse.NONE || (use == NettopUse.TRIAL && trialPolls++ % TRIAL_POLLS != 0)) {
            return flows;
        }
        try {
            ProgramOutput output = nettop.read();
            tally = new RowTally(nettop.command());
            flows = watched(NettopListing.parse(output.bytes(), tally).quic(), isBaseline);
            if (!isBaseline) {
                judge();
            }
        } catch (ScanException e) {
            LOG.info("QUIC in user space stays unexplained: {}", e.getMessage());
            stop();
        }
        return flows;
    }

    private void judge() {
        useless = moved < FEW ? useless + 1 : 0;
        if (useless == 0) {
            use = NettopUse.EACH_POLL;
        } else if (use == NettopUse.TRIAL || useless >= USELESS_READS) {
            stop();
        }
    }

    private List<Socket> watched(List<Socket> rows, boolean isBaseline) {
        Map<FlowKey, Traffic> now = new HashMap<>();
        List<Socket> watched = new ArrayList<>();
        long sum = 0;
        for (Socket row : rows) {
            Traffic bytes = row.payload() == null ? Traffic.NONE : row.payload();
            FlowKey key =
                    new FlowKey(row.local(), row.remote(), row.owners().get(0).pid());
            Traffic earlier = before.getOrDefault(key, isBaseline ? bytes : Traffic.NONE);
            boolean isAnother = bytes.received() < earlier.received() || bytes.sent() < earlier.sent();
            now.put(key, isAnother ? Traffic.NONE : earlier);
            Traffic since = bytes.minus(isAnother ? Traffic.NONE : earlier);
            watched.add(row.counting(since, null));
            sum += since.total();
        }
        moved = Math.abs(sum - total);
        total = sum;
        before = now;
        return watched;
    }

    private void stop() {
        use = NettopUse.NONE;
        flows = List.of();
        before = new HashMap<>();
        total = 0;
        useless = 0;
        pause = PAUSE;
    }
}
