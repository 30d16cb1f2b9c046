package netmon.scan.macos;

import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.RowTally;
import netmon.scan.ScanException;

/** The listing of one protocol, by the command line that the machine answers. */
final class NetstatCommand {
    private final Machine machine;
    private final String fallback;
    private RowTally tally;
    private boolean hasAnswered;

    /** @param command the command line of the newest releases */
    NetstatCommand(Machine machine, String command) {
        this.machine = machine;
        this.fallback = command.replace("-anvvbl", "-anvbl");
        this.tally = new RowTally(command);
    }

    /** The rows of the last listing. */
    RowTally tally() {
        return tally;
    }

    /** Reads the listing anew; an older recording has only the one of a single {@code v}. */
    NetstatListing read() throws ScanException {
        tally = new RowTally(tally.program());
        ProgramOutput output = output();
        NetstatListing listing = NetstatListing.parse(output.bytes(), tally);
        if (output.exit() != 0 && listing.rows().isEmpty()) {
            throw new ScanException(tally.program() + ": exit status " + output.exit());
        }
        hasAnswered = true;
        return new NetstatListing(listing.rows(), listing.torn() || output.exit() != 0);
    }

    private ProgramOutput output() throws ScanException {
        try {
            return machine.read(tally.program());
        } catch (ScanException e) {
            if (hasAnswered || tally.program().equals(fallback)) {
                throw e;
            }
        }
        ProgramOutput output = machine.read(fallback);
        tally = new RowTally(fallback);
        return output;
    }
}
