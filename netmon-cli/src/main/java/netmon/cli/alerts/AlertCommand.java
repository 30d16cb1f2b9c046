package netmon.cli.alerts;

import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netmon alert}: the same as {@code netmon alert list}, and the commands about limits. */
@Command(
        name = "alert",
        description = "Sets limits, and tells when they are exceeded; without a command, lists them.",
        footer = {
            "",
            "The service looks once a minute, and tells each alert once in its period.",
            "",
            "Examples:",
            "  netmon alert add --app 'Google Chrome' --over 1GB --per day",
            "  netmon alert list",
            "  netmon alert check",
            "  netmon alert remove 1"
        })
public final class AlertCommand implements FastCommand {
    @Mixin
    private final AlertListCommand list;

    public AlertCommand(Session session) {
        this.list = new AlertListCommand(session);
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(list);
    }

    @Override
    public Integer call() throws StoreException {
        return list.call();
    }
}
