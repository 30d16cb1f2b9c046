package netmon.scan.macos;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Calibration;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.CommandChoice;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of all users with their bytes and processes by {@code netstat -anvvbl}, without root; the best source on
 * macOS after ntstat. TCP and UDP are a command each: {@code -l} prints IPv6 addresses in full, {@code -b} makes
 * releases up to 14 print bytes, and the second {@code v} makes later ones print packets and the process for which
 * another one works. {@link NetstatMeaning} says what the bytes mean.
 *
 * <p>{@link QuicFlows} adds what netstat does not list.
 *
 * <p>A listing that is cut off makes a torn table, one that fails makes a failed poll: the next one reports the whole
 * span. If UDP fails at the first poll it is left out and tried again from time to time: the machine may have been busy
 * starting.
 */
public final class NetstatSockets implements SocketSource {
    static final String TCP = "netstat -anvvbl -p tcp";
    static final String UDP = "netstat -anvvbl -p udp";

    private static final Logger LOG = LoggerFactory.getLogger(NetstatSockets.class);

    /** Polls until UDP is tried again, doubled each time: a command that hangs costs its time limit. */
    private static final int FIRST_BACK_OFF = 60;

    private static final int LONGEST_BACK_OFF = 3600;

    /** The listing of one protocol. */
    private static final class NetstatCommand {
        private final CommandChoice choice;
        private RowTally tally;

        /** @param command the command line of the newest releases; older recordings have one {@code v} less */
        NetstatCommand(Machine machine, String command) {
            this.choice = new CommandChoice(machine, command, command.replace("-anvvbl", "-anvbl"));
            this.tally = new RowTally(command);
        }

        RowTally tally() {
            return tally;
        }

        NetstatListing read() throws ScanException {
            ProgramOutput output = choice.read();
            tally = new RowTally(choice.command());
            NetstatListing listing = NetstatListing.parse(output.bytes(), tally);
            if (output.exit() != 0 && listing.rows().isEmpty()) {
                throw new ScanException(tally.program() + ": exit status " + output.exit());
            }
            return new NetstatListing(listing.rows(), listing.torn() || output.exit() != 0);
        }
    }

    private final Machine machine;
    private final NetstatCommand tcp;
    private final NetstatCommand udp;
    private final DivertedBytes diverted = new DivertedBytes();
    private final QuicFlows quic;
    private boolean udpWorked;
    private int udpPolls;
    private int backOff;
    private boolean asPrinted;
    private @Nullable NetstatMeaning meaning;
    private @Nullable Calibration calibration;

    public NetstatSockets(Machine machine) {
        this.machine = machine;
        this.tcp = new NetstatCommand(machine, TCP);
        this.udp = new NetstatCommand(machine, UDP);
        this.quic = new QuicFlows(machine);
    }

    @Override
    public String name() {
        return "netstat";
    }

    @Override
    public List<RowTally> rowTallies() {
        return quic.isUsed() ? List.of(tcp.tally(), udp.tally(), quic.tally()) : List.of(tcp.tally(), udp.tally());
    }

    @Override
    public void explained(Traffic left, Traffic all) {
        quic.explained(left, all);
    }

    @Override
    public long spacingNanos() {
        return quic.isUsed() ? QuicFlows.SPACING.toNanos() : 0;
    }

    /** The calibration replaces what the release of macOS suggests. */
    @Override
    public boolean calibrate(Calibration found) {
        calibration = found;
        meaning = null;
        return true;
    }

    /** A proof finds out what the counters mean, so it gets them as they are printed. */
    @Override
    public void listLoopback(boolean listed) {
        asPrinted = listed;
    }

    @Override
    public SocketTable read() throws ScanException {
        NetstatListing tcpListing = tcp.read();
        NetstatListing udpListing = udp();
        List<NetstatRow> rows = new ArrayList<>(tcpListing.rows());
        rows.addAll(udpListing.rows());
        if (rows.isEmpty()) {
            throw new ScanException("netstat: it printed no sockets");
        }
        boolean torn = tcpListing.torn() || udpListing.torn();
        List<Socket> sockets = new ArrayList<>(sockets(rows));
        if (!asPrinted) {
            sockets.addAll(quic.read());
        }
        return new SocketTable(sockets, torn, false, null);
    }

    private List<Socket> sockets(List<NetstatRow> rows) {
        NetstatMeaning used = meaning();
        List<Socket> sockets = new ArrayList<>(rows.size());
        rows.forEach(row -> sockets.add(row.socket(used)));
        return asPrinted ? sockets : diverted.chargedOnce(rows, sockets);
    }

    private NetstatMeaning meaning() {
        if (asPrinted) {
            return NetstatMeaning.AS_PRINTED;
        }
        NetstatMeaning known = meaning;
        if (known == null) {
            NetstatMeaning ofRelease = NetstatMeaning.of(machine.version());
            Calibration found = calibration;
            known = found == null ? ofRelease : ofRelease.calibrated(found);
            meaning = known;
        }
        return known;
    }

    private NetstatListing udp() throws ScanException {
        if (backOff > 0 && !udpWorked && ++udpPolls < backOff) {
            return NetstatListing.EMPTY;
        }
        NetstatListing listing;
        try {
            listing = udp.read();
        } catch (ScanException e) {
            if (udpWorked) {
                throw e;
            }
            if (backOff == 0) {
                LOG.warn("{}; UDP sockets are left out", e.getMessage());
            }
            backOff = backOff == 0 ? FIRST_BACK_OFF : Math.min(2 * backOff, LONGEST_BACK_OFF);
            udpPolls = 0;
            return NetstatListing.EMPTY;
        }
        boolean wasLeftOut = backOff > 0 && !udpWorked;
        udpWorked = true;
        if (wasLeftOut) {
            // After a failed poll these sockets, which are new here, do not count with all their bytes of before.
            throw new ScanException(udp.tally().program() + ": it works again; the next poll is a new baseline");
        }
        return listing;
    }
}
