package netmon.cli.options;

import java.util.List;
import java.util.concurrent.Callable;
import netmon.cli.session.Session;
import netmon.model.StoreException;

/** A command: its help, its arguments, and its action. A new one gets a line in {@code CommandTree}. */
public abstract class CliCommand implements Callable<Integer> {
    protected final Session session;

    /** Its options and parameters. After parsing they have their values. */
    protected final CommandArguments arguments = new CommandArguments();

    private final List<String> trainingRuns;

    /**
     * Creates a command.
     *
     * @param trainingRuns the arguments of command lines that load the classes of its usual answers. The build runs
     *     them to record the class archive from which netmon starts. {@code HOME} stands for a temporary home folder.
     */
    protected CliCommand(Session session, String... trainingRuns) {
        this.session = session;
        this.trainingRuns = List.of(trainingRuns);
    }

    /** The text of its help. */
    public abstract CommandHelp help();

    /** Runs the command and returns its exit status. */
    @Override
    public abstract Integer call() throws StoreException;

    public final CommandArguments arguments() {
        return arguments;
    }

    public final List<String> trainingRuns() {
        return trainingRuns;
    }
}
