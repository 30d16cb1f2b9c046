package netmon.cli.alerts;

import netmon.cli.options.CommandHelp;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.StoreException;

/** {@code netmon alert check}: whether a limit is exceeded now, for scripts. */
public final class AlertCheckCommand extends AlertListCommand {
    public AlertCheckCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows the limits that are exceeded now; nothing if none is.",
                        "netmon alert check",
                        "netmon alert check --oneline")
                .statuses("0  no limit is exceeded", "5  a limit is exceeded")
                .training("");
    }

    @Override
    public Integer call() throws StoreException {
        return print(true).isEmpty() ? ExitCode.OK : ExitCode.EXCEEDED;
    }
}
