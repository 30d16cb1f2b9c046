package netmon.cli.alerts;

import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.StoreException;
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
public final class AlertCheckCommand implements FastCommand {
    private final Session session;

    @Mixin
    private final AlertQuery query = new AlertQuery();

    public AlertCheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(query);
    }

    @Override
    public Integer call() throws StoreException {
        return query.answer(session, true).isEmpty() ? ExitCode.OK : ExitCode.EXCEEDED;
    }
}
