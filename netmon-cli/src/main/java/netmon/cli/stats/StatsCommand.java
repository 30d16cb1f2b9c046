package netmon.cli.stats;

import netmon.cli.options.CommandHelp;
import netmon.cli.session.Session;

/** {@code netmon stats}: the same as {@code netmon stats apps}, and the parent of the other reports of a period. */
public final class StatsCommand extends AppsCommand {
    public StatsCommand(Session session) {
        super(session);
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
}
