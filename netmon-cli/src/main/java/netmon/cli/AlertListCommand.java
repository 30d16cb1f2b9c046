package netmon.cli;

import java.util.List;
import netmon.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netmon alert list}: which limits are set. */
@Command(
        name = "list",
        description = "Lists the limits that are set, and what counts against each so far.",
        footer = {"", "Examples:", "  netmon alert list", "  netmon alert list --json"})
final class AlertListCommand implements QuickCommand {
    private final Session session;

    @Mixin
    private final AlertQuery query = new AlertQuery();

    AlertListCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<Settable> parts() {
        return List.of(query);
    }

    @Override
    public Integer call() throws StoreException {
        if (query.answer(session, false).isEmpty()) {
            session.err().println("No alert is set; 'netmon alert add --help' tells how.");
        }
        return Exit.OK;
    }
}
