package netmon.cli.alerts;

import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArguments;
import netmon.cli.options.CommandHelp;
import netmon.cli.session.Session;
import netmon.model.StoreException;


/** {@code netmon alert}: the same as {@code netmon alert list}, and the parent of the other commands for limits. */
public final class AlertCommand implements CliCommand {
    private final AlertListCommand list;

    public AlertCommand(Session session) {
        this.list = new AlertListCommand(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Sets limits, and notifies when they are exceeded; without a command, lists them.",
                        "netmon alert add --app 'Google Chrome' --over 1GB --per day",
                        "netmon alert list",
                        "netmon alert check",
                        "netmon alert remove 1")
                .notes("The service checks once a minute. Each alert notifies once in its period.")
                .training("");
    }

    @Override
    public CommandArguments arguments() {
        return list.arguments();
    }

    @Override
    public Integer call() throws StoreException {
        return list.call();
    }
}
