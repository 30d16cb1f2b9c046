package netmon.cli;

import netmon.cli.options.CommandHelp;
import netmon.cli.session.Session;
import netmon.cli.stats.AppsCommand;

/** {@code netmon} itself: the same as {@code netmon stats apps}, and the parent of all commands. */
final class NetmonCommand extends AppsCommand {
    NetmonCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows which application is using the network.",
                        "netmon                today's applications",
                        "netmon --week         this week's applications",
                        "netmon stats today    today's interfaces and peaks")
                .statuses(
                        "0  success",
                        "1  failure",
                        "2  wrong command line",
                        "3  no data",
                        "4  database missing or unusable",
                        "5  a limit is exceeded (alert check)")
                .training("");
    }
}
