package netmon.scan;

import java.util.List;
import netmon.model.SocketTable;

/** A source of sockets that runs one program at each read and parses its listing. */
public final class ProgramSource implements SocketSource {
    private final String name;
    private final CommandChoice command;
    private final ListingParser parser;
    private RowTally tally;

    /** Reads the sockets out of a program's output. */
    @FunctionalInterface
    public interface ListingParser {
        SocketTable parse(ProgramOutput output, RowTally tally) throws ScanException;
    }

    /** Runs nothing yet; the command line has no folder before the program. */
    public ProgramSource(String name, CommandChoice command, ListingParser parser) {
        this.name = name;
        this.command = command;
        this.parser = parser;
        this.tally = new RowTally(command.command());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<RowTally> rowTallies() {
        return List.of(tally);
    }

    @Override
    public SocketTable read() throws ScanException {
        ProgramOutput output = command.read();
        tally = new RowTally(command.command());
        return parser.parse(output, tally);
    }
}
