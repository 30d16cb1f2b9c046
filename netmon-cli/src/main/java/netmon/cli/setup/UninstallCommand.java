package netmon.cli.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import netmon.cli.session.Session;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.setup.SetupException;
import netmon.setup.SetupHost;
import netmon.setup.UninstallPlanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netmon uninstall}: takes out what {@code setup} has put in. */
@Command(
        name = "uninstall",
        description = "Stops the service and removes what 'netmon setup' installed. Asks whether the data stay.",
        footer = {"", "Examples:", "  netmon uninstall", "  netmon uninstall --yes --delete-data"})
public final class UninstallCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SetupOptions options = new SetupOptions();

    @Option(names = "--delete-data", description = "Removes what was measured, too; with --yes alone it stays.")
    private boolean deleteData;

    public UninstallCommand(Session session) {
        this.session = session;
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
            boolean delete = deleteData
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
