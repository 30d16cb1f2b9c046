package netmon.cli;

import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArguments;
import netmon.cli.options.CommandHelp;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Version;


/** {@code netmon version}. */
final class VersionCommand implements CliCommand {
    private final Session session;
    private final CommandArguments arguments = new CommandArguments();

    VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of("Shows the version.", "netmon version").training("");
    }

    @Override
    public CommandArguments arguments() {
        return arguments;
    }

    @Override
    public Integer call() {
        session.out().println("netmon " + Version.number());
        return ExitCode.OK;
    }
}
