package netmon.scan.macos;

import java.util.List;
import netmon.model.SocketTable;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;

/**
 * The sockets of all users with their bytes and processes by {@code nettop}, without root; macOS's second choice. It
 * takes 10 to 120 ms, at times seconds, and may print nothing after sleep. It is started for each look, since one that
 * is kept running was reported to spin and to outlive its parent.
 */
public final class Nettop implements SocketSource {
    static final String COMMAND = "nettop -L 1 -x -n -J bytes_in,bytes_out";

    private final Machine machine;
    private final ProcessSums sums = new ProcessSums();
    private RowTally tally = new RowTally(COMMAND);

    public Nettop(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "nettop";
    }

    @Override
    public List<RowTally> rowTallies() {
        return List.of(tally);
    }

    @Override
    public SocketTable read() throws ScanException {
        ProgramOutput output = machine.read(COMMAND);
        // With a column it does not know it prints its usage and exits with 0; the header tells, the status does not.
        tally = new RowTally(COMMAND);
        NettopListing listing = NettopListing.parse(output.bytes(), tally);
        return SocketTable.of(listing.sockets().isEmpty() ? sums.sockets(listing.processes()) : listing.sockets());
    }
}
