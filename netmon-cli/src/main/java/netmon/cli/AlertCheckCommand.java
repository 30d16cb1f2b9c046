package netmon.cli;

import java.util.List;
import netmon.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netmon alert check}: whether a limit is exceeded now, for scripts. */
@Command(
        name = "check",
        description = "Shows the limits that are exceeded now, and nothing if none is.",
        footer = {
            "",
            "Exit status: 0 none is exceeded, 5 one is.",
            "",
            "Examples:",
            "  netmon alert check",
            "  netmon alert check --oneline"
        })
final class AlertCheckCommand implements QuickCommand {
    private final Session session;

    @Mixin
    private final AlertQuery query = new AlertQuery();

    AlertCheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<Settable> parts() {
        return List.of(query);
    }

    @Override
    public Integer call() throws StoreException {
        return query.answer(session, true).isEmpty() ? Exit.OK : Exit.EXCEEDED;
    }
}
