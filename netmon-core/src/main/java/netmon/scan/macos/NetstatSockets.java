package netmon.scan.macos;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of all users with their bytes and processes by {@code netstat -anvbl}, without root; the best source on
 * macOS. TCP and UDP are a command each: {@code -l} prints IPv6 addresses in full, {@code -b} makes releases up to 14
 * print bytes.
 *
 * <p>Without TCP the source fails. If UDP fails at the first poll it is left out and tried again from time to time: the
 * machine may have been busy starting. If UDP fails later, its last sockets are reported again for a few polls, in a
 * torn table: without them they would look closed, and then new with all their bytes.
 */
public final class NetstatSockets implements SocketSource {
    static final String TCP = "netstat -anvbl -p tcp";
    static final String UDP = "netstat -anvbl -p udp";

    private static final Logger LOG = LoggerFactory.getLogger(NetstatSockets.class);

    /** Polls in a row. A guess: long enough for a busy moment, short enough not to repeat closed sockets for long. */
    private static final int MAX_BRIDGED = 2;

    /**
     * Polls until UDP is tried again, doubled each time: a minute at first, then at most an hour, since a command that
     * hangs costs its time limit.
     */
    private static final int FIRST_BACK_OFF = 60;

    private static final int LONGEST_BACK_OFF = 3600;

    private enum Udp {
        UNTRIED,
        USED,
        LEFT_OUT
    }

    private final Machine machine;
    private Udp udp = Udp.UNTRIED;
    private SocketTable lastUdp = SocketTable.EMPTY;
    private int bridged;
    private int pollsLeftOut;
    private int backOff = FIRST_BACK_OFF;
    private RowTally tcpRows = new RowTally(TCP);
    private RowTally udpRows = new RowTally(UDP);

    public NetstatSockets(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "netstat";
    }

    @Override
    public List<RowTally> rowTallies() {
        return List.of(tcpRows, udpRows);
    }

    @Override
    public SocketTable read() throws ScanException {
        tcpRows = new RowTally(TCP);
        SocketTable tcp = ask(tcpRows);
        SocketTable udpTable = udp();
        List<Socket> sockets = new ArrayList<>(tcp.sockets());
        sockets.addAll(udpTable.sockets());
        if (sockets.isEmpty()) {
            throw new ScanException("netstat: it printed no sockets");
        }
        return new SocketTable(sockets, tcp.torn() || udpTable.torn(), false, null);
    }

    private SocketTable udp() throws ScanException {
        if (udp == Udp.LEFT_OUT && ++pollsLeftOut < backOff) {
            return SocketTable.EMPTY;
        }
        boolean wasLeftOut = udp == Udp.LEFT_OUT;
        try {
            udpRows = new RowTally(UDP);
            lastUdp = ask(udpRows);
            udp = Udp.USED;
            bridged = 0;
        } catch (ScanException e) {
            return withoutUdp(e);
        }
        if (wasLeftOut) {
            // A failed poll makes the next one a baseline: these sockets are new here, but their bytes are old.
            throw new ScanException(UDP + ": it works again; the next poll is a new baseline");
        }
        return lastUdp;
    }

    private SocketTable withoutUdp(ScanException e) throws ScanException {
        if (udp == Udp.UNTRIED) {
            LOG.warn("{}; UDP sockets are left out", e.getMessage());
            udp = Udp.LEFT_OUT;
            return SocketTable.EMPTY;
        }
        if (udp == Udp.LEFT_OUT) {
            pollsLeftOut = 0;
            backOff = Math.min(2 * backOff, LONGEST_BACK_OFF);
            return SocketTable.EMPTY;
        }
        bridged++;
        if (bridged > MAX_BRIDGED) {
            throw e;
        }
        return new SocketTable(lastUdp.sockets(), true, false, null);
    }

    private SocketTable ask(RowTally tally) throws ScanException {
        String command = tally.program();
        ProgramOutput output = machine.read(command);
        SocketTable table = NetstatListing.parse(output.bytes(), tally);
        if (output.exit() != 0 && table.sockets().isEmpty()) {
            throw new ScanException(command + ": exit status " + output.exit());
        }
        return table;
    }
}
