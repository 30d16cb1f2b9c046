package netmon.cli.alerts;

import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArguments;
import netmon.cli.options.CommandHelp;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.StoreException;


/** {@code netmon alert list}: the limits that are set. */
public final class AlertListCommand implements CliCommand {
    private final Session session;
    private final AlertQuery query = new AlertQuery();

    public AlertListCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Lists the limits that are set, and the bytes that count against each so far.",
                        "netmon alert list",
                        "netmon alert list --json")
                .training("", "--json");
    }

    @Override
    public CommandArguments arguments() {
        return query.arguments();
    }

    @Override
    public Integer call() throws StoreException {
        if (query.answer(session, false).isEmpty()) {
            session.err().println("No alert is set; 'netmon alert add --help' explains how to set one.");
        }
        return ExitCode.OK;
    }
}
