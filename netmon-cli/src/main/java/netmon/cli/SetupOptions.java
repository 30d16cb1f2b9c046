package netmon.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.cli.setup.Host;
import netmon.cli.setup.Os;
import netmon.cli.setup.Plan;
import netmon.cli.setup.SetupException;
import netmon.model.PlainText;
import netmon.store.StoreException;
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

    Host host(Session session) throws SetupException {
        return new Host(Os.of(System.getProperty("os.name")), Path.of("/"), session.home(), session.environment());
    }

    /** The place that was named; null where none was. */
    @Nullable
    Path prefix(Host host) {
        return prefix == null ? null : prefix.toAbsolutePath().normalize();
    }

    Path usualPrefix(Host host) {
        return system ? FOR_ALL : host.home().resolve(".local");
    }

    /** Where netmon is: the place that was named, else that of this very program, else the first that has one. */
    Path installedPrefix(Host host) throws SetupException {
        Path given = prefix(host);
        if (given != null) {
            return given;
        }
        Path own = Image.installedPrefix(image());
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
        Path folder = Image.folder();
        if (folder != null) {
            return folder;
        }
        throw new SetupException("this netmon was not started by its launcher; run bin/netmon, made by scripts/build");
    }

    /** Asks and does it, or only tells what would be done. */
    int carryOut(Plan plan, String question, Host host, Session session) throws SetupException, StoreException {
        if (dryRun) {
            plan.tell(session::tell);
            return Exit.OK;
        }
        if (!yes && !session.confirm(question)) {
            session.err().println("Nothing was done. --yes does it without a question, --dry-run tells the steps.");
            return Exit.FAILED;
        }
        plan.execute(host.environment(), session::tell);
        return Exit.OK;
    }

    int failed(SetupException failure, Session session) {
        session.err().println("netmon: " + PlainText.of(String.valueOf(failure.getMessage())));
        return Exit.FAILED;
    }
}
