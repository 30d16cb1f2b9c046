package netmon.cli.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.cli.session.ExitCode;
import netmon.cli.session.InstalledFiles;
import netmon.cli.session.Session;
import netmon.model.OperatingSystem;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.setup.Plan;
import netmon.setup.SetupException;
import netmon.setup.SetupHost;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code setup} and {@code uninstall} have in common. */
final class SetupOptions {
    /** Where programs for all users are. */
    static final Path FOR_ALL = Path.of("/usr/local");

    @Option(
            names = "--prefix",
            paramLabel = "FOLDER",
            description = "Puts the command into its bin; without it ~/.local, with --system /usr/local.")
    private @Nullable Path prefix;

    @Option(names = "--system", description = "For all users, by root, with a database that a group can read.")
    private boolean system;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Prints each step and does none.")
    private boolean dryRun;

    boolean isSystem() {
        return system;
    }

    /** Whether nothing is asked. */
    boolean isQuiet() {
        return yes || dryRun;
    }

    SetupHost host(Session session) throws SetupException {
        OperatingSystem system = OperatingSystem.current();
        if (system == OperatingSystem.OTHER) {
            throw new SetupException("netmon does not know how to install itself on " + System.getProperty("os.name"));
        }
        return new SetupHost(system, Path.of("/"), session.home(), session.environment());
    }

    /** The place that was named; null where none was. */
    @Nullable
    Path prefix(SetupHost host) {
        return prefix == null ? null : prefix.toAbsolutePath().normalize();
    }

    Path usualPrefix(SetupHost host) {
        return system ? FOR_ALL : host.home().resolve(".local");
    }

    /** Where netmon is: the place that was named, else that of this very program, else the first that has one. */
    Path installedPrefix(SetupHost host) throws SetupException {
        Path given = prefix(host);
        if (given != null) {
            return given;
        }
        Path own = InstalledFiles.installedPrefix(image());
        if (own != null) {
            return own;
        }
        return List.of(usualPrefix(host), FOR_ALL).stream()
                .filter(each -> Files.isDirectory(each.resolve("lib/netmon")))
                .findFirst()
                .orElse(usualPrefix(host));
    }

    /** The folder of the launchers that this program was started by. */
    Path image() throws SetupException {
        Path folder = InstalledFiles.folder();
        if (folder != null) {
            return folder;
        }
        throw new SetupException("this netmon was not started by its launcher; run bin/netmon, made by scripts/build");
    }

    /** Asks and does it, or only tells what would be done. */
    int carryOut(Plan plan, String question, Session session) throws SetupException, StoreException {
        if (dryRun) {
            plan.dryRun(session::tell);
            return ExitCode.OK;
        }
        if (!yes && !session.confirm(question)) {
            session.err().println("Nothing was done. --yes does it without a question, --dry-run tells the steps.");
            return ExitCode.FAILED;
        }
        plan.execute(session::tell);
        return ExitCode.OK;
    }

    int failed(SetupException failure, Session session) {
        session.err().println("netmon: " + PlainText.of(String.valueOf(failure.getMessage())));
        return ExitCode.FAILED;
    }
}
