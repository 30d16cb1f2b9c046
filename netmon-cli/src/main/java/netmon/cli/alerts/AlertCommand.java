package netmon.cli.alerts;

import netmon.cli.options.CommandHelp;
import netmon.cli.session.Session;

/** {@code netmon alert}: the same as {@code netmon alert list}, and the parent of the other commands for limits. */
public final class AlertCommand extends AlertListCommand {
    public AlertCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Sets limits, and notifies when they are exceeded; without a command, lists them.",
                        "netmon alert add --app 'Google Chrome' --over 1GB --per day",
                        "netmon alert list",
                        "netmon alert check",
                        "netmon alert test",
                        "netmon alert remove 1")
                .notes("The service checks once a minute. Each alert notifies once in its period.")
                .training("");
    }
}
