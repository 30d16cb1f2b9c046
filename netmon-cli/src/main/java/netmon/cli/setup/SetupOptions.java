package netmon.cli.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandArguments;
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

/** The options and steps that {@code setup} and {@code uninstall} share. */
final class SetupOptions {
    /** The folder of programs for all users. */
    static final Path FOR_ALL = Path.of("/usr/local");

    private final CommandArgument<Path> prefix;
    private final CommandArgument<Boolean> system;
    private final CommandArgument<Boolean> yes;
    private final CommandArgument<Boolean> dryRun;

    SetupOptions(CommandArguments arguments) {
        prefix = arguments.file(
                "--prefix",
                "FOLDER",
                "Put the command into the folder bin of this one. The default is ~/.local, with --system /usr/local.");
        system = arguments.flag("--system", "For all users, as root, with a database that a group can read.");
        yes = arguments.flag("--yes", "Do not ask for confirmation.");
        dryRun = arguments.flag("--dry-run", "Print each step, and do nothing.");
    }

    boolean isSystem() {
        return system.isGiven();
    }

    /** Whether it asks no questions. */
    boolean isQuiet() {
        return yes.isGiven() || dryRun.isGiven();
    }

    SetupHost host(Session session) throws SetupException {
        OperatingSystem system = OperatingSystem.current();
        if (system == OperatingSystem.OTHER) {
            throw new SetupException("netmon does not know how to install itself on " + System.getProperty("os.name"));
        }
        return new SetupHost(system, Path.of("/"), session.home(), session.environment());
    }

    /** The given folder; null if none is given. */
    @Nullable
    Path prefix(SetupHost host) {
        Path given = prefix.value();
        return given == null ? null : given.toAbsolutePath().normalize();
    }

    Path usualPrefix(SetupHost host) {
        return system.isGiven() ? FOR_ALL : host.home().resolve(".local");
    }

    /** The folder of the installation: the given one, else that of this program, else the first that has one. */
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

    /** The folder of the launchers that started this program. */
    Path image() throws SetupException {
        Path folder = InstalledFiles.folder();
        if (folder != null) {
            return folder;
        }
        throw new SetupException("this netmon was not started by its launcher; run bin/netmon, made by scripts/build");
    }

    /** Asks for confirmation and carries the plan out, or only prints its steps. */
    int carryOut(Plan plan, String question, Session session) throws SetupException, StoreException {
        return isConfirmed(question, session) ? carryOut(plan, session) : ExitCode.FAILED;
    }

    /** Whether the user wants it; if not, a message says that nothing was done. Asks nothing if it need not. */
    boolean isConfirmed(String question, Session session) {
        boolean confirmed = isQuiet() || session.confirm(question);
        if (!confirmed) {
            session.err().println("Nothing was done. --yes does not ask, --dry-run prints the steps.");
        }
        return confirmed;
    }

    /** Carries a confirmed plan out, or only prints its steps. */
    int carryOut(Plan plan, Session session) throws SetupException, StoreException {
        if (dryRun.isGiven()) {
            plan.dryRun(session::printNow);
        } else {
            try (StepClock clock = new StepClock(session)) {
                plan.execute(clock::print);
            }
        }
        return ExitCode.OK;
    }

    int failed(SetupException failure, Session session) {
        session.err().println("netmon: " + PlainText.of(String.valueOf(failure.getMessage())));
        return ExitCode.FAILED;
    }
}
