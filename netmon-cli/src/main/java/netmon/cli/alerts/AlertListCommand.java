package netmon.cli.alerts;

import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netmon alert list}: which limits are set. */
@Command(
        name = "list",
        description = "Lists the limits that are set, and what counts against each so far.",
        footer = {"", "Examples:", "  netmon alert list", "  netmon alert list --json"})
public final class AlertListCommand implements FastCommand {
    private final Session session;

    @Mixin
    private final AlertQuery query = new AlertQuery();

    public AlertListCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(query);
    }

    @Override
    public Integer call() throws StoreException {
        if (query.answer(session, false).isEmpty()) {
            session.err().println("No alert is set; 'netmon alert add --help' tells how.");
        }
        return ExitCode.OK;
    }
}
