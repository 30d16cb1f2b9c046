package netmon.cli.options;

import java.util.concurrent.Callable;
import netmon.cli.session.Session;
import netmon.model.StoreException;

/** A command: its help, its arguments, and its action. A new one gets a line in {@code CommandTree}. */
public abstract class CliCommand implements Callable<Integer> {
    protected final Session session;

    /** Its options and parameters. After parsing they have their values. */
    protected final CommandArguments arguments = new CommandArguments();

    protected CliCommand(Session session) {
        this.session = session;
    }

    public abstract CommandHelp help();

    public final CommandArguments arguments() {
        return arguments;
    }

    /** Runs the command and returns its exit status. */
    @Override
    public abstract Integer call() throws StoreException;
}
