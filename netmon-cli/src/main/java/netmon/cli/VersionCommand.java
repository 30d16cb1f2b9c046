package netmon.cli;

import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandHelp;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Version;

/** {@code netmon version}. */
final class VersionCommand extends CliCommand {
    VersionCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of("Shows the version.", "netmon version").training("");
    }

    @Override
    public Integer call() {
        session.out().println("netmon " + Version.number());
        return ExitCode.OK;
    }
}
