package netmon.scan.macos;

import netmon.model.SocketTable;
import netmon.scan.CommandChoice;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ProgramSource;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;

/**
 * The sockets of all users with their bytes and processes by {@code nettop}, without root; the second choice on macOS.
 * A run takes 10 to 120 ms, sometimes seconds, and may print nothing after sleep. Each read starts it anew: a nettop
 * that was kept running was reported to use a whole CPU and to outlive its parent.
 */
public final class Nettop {
    static final String COMMAND = "nettop -L 1 -x -n -J bytes_in,bytes_out";

    private Nettop() {}

    /** The source; it runs nothing yet. */
    public static SocketSource source(Machine machine) {
        ProcessSums sums = new ProcessSums();
        return new ProgramSource(
                "nettop", new CommandChoice(machine, COMMAND), (output, tally) -> parse(output, tally, sums));
    }

    /** The exit status is not read: with an unknown column nettop prints its usage and exits with 0. */
    private static SocketTable parse(ProgramOutput output, RowTally tally, ProcessSums sums) throws ScanException {
        NettopListing listing = NettopListing.parse(output.bytes(), tally);
        return SocketTable.of(listing.sockets().isEmpty() ? sums.sockets(listing.processes()) : listing.sockets());
    }
}
