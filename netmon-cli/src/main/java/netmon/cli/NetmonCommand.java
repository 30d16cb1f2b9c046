package netmon.cli;

import java.nio.file.Path;
import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.session.Session;
import netmon.cli.stats.AppsCommand;
import netmon.model.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code netmon} itself: the same as {@code netmon stats apps}, and the options that every command has. */
@Command(
        name = "netmon",
        description = "Tells which application is using the network.",
        footer = {
            "",
            "Exit status: 0 done, 1 failed, 2 not understood, 3 no data, 4 database missing or unusable,",
            "5 a limit is exceeded (alert check).",
            "",
            "Examples:",
            "  netmon                     today's applications",
            "  netmon --week              this week's",
            "  netmon stats today         today's interfaces, total and peaks"
        })
final class NetmonCommand implements FastCommand {
    private final Session session;

    @Mixin
    private final AppsCommand apps;

    NetmonCommand(Session session) {
        this.session = session;
        this.apps = new AppsCommand(session);
    }

    @Option(
            names = {"--db", "-db"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The database; without it $HOME/.netmon/netmon.db.")
    void database(Path file) {
        session.use(file);
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Override
    public List<FastOptions> parts() {
        return List.of(apps);
    }

    @Override
    public Integer call() throws StoreException {
        return apps.call();
    }
}
