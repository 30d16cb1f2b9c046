package netmon.cli.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.session.ExitCode;
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
            if (!options.isConfirmed("Remove netmon from " + PlainText.of(prefix.toString()) + "?", session)) {
                return ExitCode.FAILED;
            }
            boolean delete = deleteData.isGiven() || wantsDataDeleted(UninstallPlanner.data(host, options.isSystem()));
            return options.carryOut(UninstallPlanner.plan(host, prefix, options.isSystem(), delete), session);
        } catch (SetupException e) {
            return options.failed(e, session);
        }
    }

    /** The last question, because the answer cannot be taken back. */
    private boolean wantsDataDeleted(Path data) {
        return !options.isQuiet()
                && Files.isDirectory(data)
                && session.confirm("Delete the recorded data in " + PlainText.of(data.toString()) + " as well?");
    }
}
