package netmon.cli.setup;

import java.nio.file.Path;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
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

/** {@code netmon setup}: installs netmon and starts its service. */
public final class SetupCommand extends CliCommand {
    private final SetupOptions options = new SetupOptions(arguments);
    private final CommandArgument<String> group = arguments.text(
            "--group", "NAME", "With --system: the group that can read the database. Default: adm, on macOS admin.");

    public SetupCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Installs or updates netmon, and starts its service now and at each login.",
                        "netmon setup",
                        "netmon setup --prefix ~/.local --dry-run",
                        "sudo netmon setup --system --group adm")
                .notes(
                        "Recorded data stay. 'netmon uninstall' removes the installation.",
                        "netmon stores the bytes of each application. It stores with whom an application communicates"
                                + " only if netmon.properties has a line 'detail = process,destination,port,user'.")
                .training("--dry-run --prefix HOME/prefix");
    }

    @Override
    public Integer call() throws StoreException {
        try {
            SetupHost host = options.host(session);
            if (group.isGiven() && !options.isSystem()) {
                throw new UsageException("--group needs --system; otherwise only you can read the database");
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
        @Nullable String given = group.value();
        if (given != null) {
            return given;
        }
        return switch (os) {
            case MACOS -> "admin";
            case LINUX, OTHER -> "adm";
        };
    }
}
