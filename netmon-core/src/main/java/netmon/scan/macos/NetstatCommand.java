package netmon.scan.macos;

import netmon.scan.CommandChoice;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.RowTally;
import netmon.scan.ScanException;

/** The listing of one protocol. */
final class NetstatCommand {
    private final CommandChoice choice;
    private RowTally tally;

    /** @param command the command line of the newest releases; older recordings have one {@code v} less */
    NetstatCommand(Machine machine, String command) {
        this.choice = new CommandChoice(machine, command, command.replace("-anvvbl", "-anvbl"));
        this.tally = new RowTally(command);
    }

    /** The rows of the last listing. */
    RowTally tally() {
        return tally;
    }

    /** Reads the listing anew. */
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
