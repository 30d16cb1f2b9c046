package netmon.cli.options;

import netmon.model.StoreException;

import java.util.concurrent.Callable;

/** A command: its help, its arguments, and its action. A new one gets a line in {@code CommandTree}. */
public interface CliCommand extends Callable<Integer> {
    /** The text of its help. */
    CommandHelp help();

    /** Its options and parameters. After parsing they have their values. */
    CommandArguments arguments();

    /** Runs the command and returns its exit status. */
    @Override
    Integer call() throws StoreException;
}
