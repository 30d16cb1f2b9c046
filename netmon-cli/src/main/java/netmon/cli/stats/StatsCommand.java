package netmon.cli.stats;

import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArguments;
import netmon.cli.options.CommandHelp;
import netmon.cli.session.Session;
import netmon.model.StoreException;


/** {@code netmon stats}: the same as {@code netmon stats apps}, and the parent of the other reports of a period. */
public final class StatsCommand implements CliCommand {
    private final AppsCommand apps;

    public StatsCommand(Session session) {
        this.apps = new AppsCommand(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows the sums of a period; without a command, by application.",
                        "netmon stats apps --week",
                        "netmon stats interfaces",
                        "netmon stats today")
                .training("");
    }

    @Override
    public CommandArguments arguments() {
        return apps.arguments();
    }

    @Override
    public Integer call() throws StoreException {
        return apps.call();
    }
}
