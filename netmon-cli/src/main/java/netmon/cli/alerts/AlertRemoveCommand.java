package netmon.cli.alerts;

import netmon.cli.client.DatabaseChange;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import netmon.protocol.Request;

/** {@code netmon alert remove}: removes limits. */
public final class AlertRemoveCommand extends CliCommand {
    private final CommandArgument<Long> numbers =
            arguments.idParameter("NUMBER", "The number of the alert.").times(1, Integer.MAX_VALUE);

    public AlertRemoveCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of("Removes limits, by the numbers that 'netmon alert list' shows.", "netmon alert remove 1")
                .statuses("3  no alert has that number")
                .training("1");
    }

    @Override
    public Integer call() throws StoreException {
        int status = ExitCode.OK;
        for (long each : numbers.values()) {
            if (remove(each)) {
                session.say("alert " + each + " is removed");
            } else {
                session.err().println("netmon: there is no alert " + each);
                status = ExitCode.NO_DATA;
            }
        }
        return status;
    }

    private boolean remove(long number) throws StoreException {
        return DatabaseChange.make(
                        session.database(),
                        new Request.RemoveAlert(number),
                        DatabaseChange.USUAL_PATIENCE,
                        log -> log.alerts().remove(number) ? 1 : 0)
                > 0;
    }
}
