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
 * QUIC in user space, such as that of Safari and iCloud: netstat does not list it, nettop does. A run of nettop costs up
 * to 120 ms, so it is used only while the sockets leave much of the interfaces' bytes unexplained, and no longer where
 * its flows move nothing.
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

    /** Reads without bytes of QUIC before nettop is left out: the cause is another one, such as a virtual machine. */
    private static final int USELESS_READS = 4;

    /** Polls before nettop is tried again; a guess. */
    private static final int PAUSE = 300;

    private record FlowKey(Endpoint local, Endpoint remote, long pid) {}

    private final CommandChoice nettop;
    private RowTally tally = new RowTally(Nettop.COMMAND);

    /** Bytes that each flow had moved before it was watched. */
    private Map<FlowKey, Traffic> before = new HashMap<>();

    private boolean used;
    private boolean started;
    private long total;
    private long moved;
    private int useless;
    private int pause;

    QuicFlows(Machine machine) {
        this.nettop = new CommandChoice(machine, Nettop.COMMAND);
    }

    boolean isUsed() {
        return used;
    }

    RowTally tally() {
        return tally;
    }

    /** Takes how many bytes of the last poll no socket explains, and of how many. */
    void explained(Traffic left, Traffic all) {
        if (!used) {
            pause = Math.max(0, pause - 1);
            used = pause == 0 && left.total() >= MUCH && left.total() > all.total() / UNEXPLAINED_PART;
            return;
        }
        useless = moved < FEW ? useless + 1 : 0;
        if (useless >= USELESS_READS) {
            stop();
        }
    }

    /** The flows with the bytes since the first of these reads; none while nettop is not used. */
    List<Socket> read() {
        if (!used) {
            return List.of();
        }
        try {
            ProgramOutput output = nettop.read();
            tally = new RowTally(nettop.command());
            return watched(NettopListing.parse(output.bytes(), tally).quic());
        } catch (ScanException e) {
            LOG.info("QUIC in user space stays unexplained: {}", e.getMessage());
            stop();
            return List.of();
        }
    }

    private List<Socket> watched(List<Socket> rows) {
        Map<FlowKey, Traffic> now = new HashMap<>();
        List<Socket> flows = new ArrayList<>();
        long sum = 0;
        for (Socket row : rows) {
            Traffic bytes = row.payload() == null ? Traffic.NONE : row.payload();
            FlowKey key =
                    new FlowKey(row.local(), row.remote(), row.owners().get(0).pid());
            Traffic earlier = before.getOrDefault(key, started ? Traffic.NONE : bytes);
            boolean isAnother = bytes.received() < earlier.received() || bytes.sent() < earlier.sent();
            now.put(key, isAnother ? Traffic.NONE : earlier);
            Traffic since = bytes.minus(isAnother ? Traffic.NONE : earlier);
            flows.add(with(row, since));
            sum += since.total();
        }
        moved = Math.abs(sum - total);
        total = sum;
        before = now;
        started = true;
        return flows;
    }

    private void stop() {
        used = false;
        started = false;
        before = new HashMap<>();
        total = 0;
        useless = 0;
        pause = PAUSE;
    }

    private static Socket with(Socket flow, Traffic bytes) {
        return new Socket(
                flow.protocol(), flow.local(), flow.remote(), 0, flow.listening(), false, flow.owners(), bytes, null);
    }
}
