package netmon.cli;

import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.session.Session;
import netmon.cli.stats.AppsCommand;
import netmon.model.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netmon stats}: the same as {@code netmon stats apps}, and the commands about a stretch of time. */
@Command(
        name = "stats",
        description = "Shows sums over a stretch of time; without a command, by application.",
        footer = {"", "Examples:", "  netmon stats apps --week", "  netmon stats interfaces", "  netmon stats today"})
final class StatsCommand implements FastCommand {
    @Mixin
    private final AppsCommand apps;

    StatsCommand(Session session) {
        this.apps = new AppsCommand(session);
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(apps);
    }

    @Override
    public Integer call() throws StoreException {
        return apps.call();
    }
}
