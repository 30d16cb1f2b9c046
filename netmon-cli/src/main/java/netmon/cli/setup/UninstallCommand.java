package netmon.cli.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.session.Session;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.setup.SetupException;
import netmon.setup.SetupHost;
import netmon.setup.UninstallPlanner;

/** {@code netmon uninstall}: removes what {@code setup} installed. */
public final class UninstallCommand extends CliCommand {
    private final SetupOptions options = new SetupOptions(arguments);
    private final CommandArgument<Boolean> deleteData =
            arguments.flag("--delete-data", "Delete the recorded data as well. With --yes alone they stay.");

    public UninstallCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Stops the service, removes everything and asks whether to keep your data.",
                        "netmon uninstall",
                        "netmon uninstall --yes --delete-data")
                .training("--dry-run --prefix HOME/prefix");
    }

    @Override
    public Integer call() throws StoreException {
        try {
            SetupHost host = options.host(session);
            Path prefix = options.installedPrefix(host);
            if (options.prefix(host) != null && !UninstallPlanner.hasAny(host, prefix)) {
                throw new SetupException("there is no netmon in " + prefix);
            }
            Path data = UninstallPlanner.data(host, options.isSystem());
            boolean delete = deleteData.isGiven()
                    || (!options.isQuiet()
                            && Files.isDirectory(data)
                            && session.confirm(
                                    "Delete what was measured, in " + PlainText.of(data.toString()) + ", too?"));
            String question = "Remove netmon from " + PlainText.of(prefix.toString())
                    + (delete ? ", with what was measured?" : "? What was measured stays.");
            return options.carryOut(UninstallPlanner.plan(host, prefix, options.isSystem(), delete), question, session);
        } catch (SetupException e) {
            return options.failed(e, session);
        }
    }
}
