package netmon.scan.lsof;

import java.util.List;
import netmon.model.SocketTable;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;

/**
 * The sockets by {@code lsof}, without bytes. Without root it tells only the caller's own processes; on macOS it misses
 * flows that a program handles itself. It costs some 50 to 200 ms of CPU a look.
 *
 * <p>A socket that several processes share is listed once for each of them, and weighs as often.
 */
public final class Lsof implements SocketSource {
    /** Numbers only, Internet sockets, no warnings, and the fields that are read, each on a line of its own. */
    static final String COMMAND = "lsof -nP -i -w -F pcuLftPnT";

    /** lsof's word for: nothing found, or something not found. */
    private static final int NOTHING_FOUND = 1;

    private final Machine machine;
    private RowTally tally = new RowTally(COMMAND);

    public Lsof(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "lsof";
    }

    @Override
    public List<RowTally> rowTallies() {
        return List.of(tally);
    }

    @Override
    public SocketTable read() throws ScanException {
        ProgramOutput output = machine.read(COMMAND);
        if (output.exit() != 0 && output.exit() != NOTHING_FOUND) {
            throw new ScanException(COMMAND + ": exit status " + output.exit());
        }
        tally = new RowTally(COMMAND);
        return SocketTable.of(new LsofListing(tally).parse(output.bytes()));
    }
}
