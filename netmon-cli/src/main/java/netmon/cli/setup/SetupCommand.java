package netmon.cli.setup;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import netmon.cli.parse.UsageException;
import netmon.cli.session.InstalledFiles;
import netmon.cli.session.Session;
import netmon.model.OperatingSystem;
import netmon.model.StoreException;
import netmon.setup.InstallPlanner;
import netmon.setup.Plan;
import netmon.setup.SetupException;
import netmon.setup.SetupHost;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netmon setup}: installs netmon and has its service started. */
@Command(
        name = "setup",
        description = "Installs netmon, or brings it up to date, and starts its service now and at each login.",
        footer = {
            "",
            "What was measured stays. 'netmon uninstall' takes all of it out again.",
            "",
            "Examples:",
            "  netmon setup",
            "  netmon setup --prefix ~/.local --dry-run",
            "  sudo netmon setup --system --group adm"
        })
public final class SetupCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SetupOptions options = new SetupOptions();

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "With --system: who may read what was measured; without it adm, on macOS admin.")
    private @Nullable String group;

    public SetupCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        try {
            SetupHost host = options.host(session);
            if (group != null && !options.isSystem()) {
                throw new UsageException("--group is for --system; otherwise you alone can read what was measured");
            }
            Path prefix = prefix(host);
            Plan plan =
                    InstallPlanner.plan(host, options.image(), prefix, options.isSystem() ? group(host.os()) : null);
            return options.carryOut(plan, "Install netmon to " + prefix + "?", session);
        } catch (SetupException e) {
            return options.failed(e, session);
        }
    }

    private Path prefix(SetupHost host) throws SetupException {
        Path given = options.prefix(host);
        if (given == null) {
            given = InstalledFiles.installedPrefix(options.image());
        }
        if (given != null) {
            return given;
        }
        Path usual = options.usualPrefix(host);
        Path other = options.isSystem() ? null : SetupOptions.FOR_ALL;
        if (options.isQuiet() || other == null) {
            return usual;
        }
        String answer = session.ask("Install to 1) " + usual + " or 2) " + other + "? [1]");
        return answer != null && answer.strip().equals("2") ? other : usual;
    }

    private String group(OperatingSystem os) {
        if (group != null) {
            return group;
        }
        return switch (os) {
            case MACOS -> "admin";
            case LINUX, OTHER -> "adm";
        };
    }
}
