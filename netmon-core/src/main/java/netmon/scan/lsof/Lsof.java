package netmon.scan.lsof;

import netmon.model.SocketTable;
import netmon.scan.CommandChoice;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ProgramSource;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;

/**
 * The sockets by {@code lsof}, without bytes, once for each process that shares one. Without root it lists only those
 * of the caller's own processes; on macOS it misses flows in user space. One read costs 50 to 200 ms of CPU.
 */
public final class Lsof {
    /** Numbers only, Internet sockets, no warnings, and the fields that netmon reads, each on a line of its own. */
    static final String COMMAND = "lsof -nP -i -w -F pcuLftPnT";

    /** The same without calls that may block: on macOS lsof hangs on a file provider that does not answer. */
    static final String UNBLOCKED = "lsof -b -nP -i -w -F pcuLftPnT";

    /** The exit status of lsof if it found nothing, or missed something. */
    private static final int NOTHING_FOUND = 1;

    private Lsof() {}

    public static SocketSource source(Machine machine) {
        return new ProgramSource("lsof", new CommandChoice(machine, COMMAND), Lsof::parse);
    }

    /** The source where lsof may hang: it then never blocks. */
    public static SocketSource unblocked(Machine machine) {
        return new ProgramSource("lsof", new CommandChoice(machine, UNBLOCKED, COMMAND), Lsof::parse);
    }

    private static SocketTable parse(ProgramOutput output, RowTally tally) throws ScanException {
        if (output.exit() != 0 && output.exit() != NOTHING_FOUND) {
            throw new ScanException(COMMAND + ": exit status " + output.exit());
        }
        return SocketTable.of(new LsofListing(tally).parse(output.bytes()));
    }
}
