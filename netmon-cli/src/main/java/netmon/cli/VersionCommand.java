package netmon.cli;

import netmon.cli.options.FastCommand;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Version;
import picocli.CommandLine.Command;

/** {@code netmon version}. */
@Command(
        name = "version",
        description = "Shows the version.",
        footer = {"", "Example:", "  netmon version"})
final class VersionCommand implements FastCommand {
    private final Session session;

    VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.out().println("netmon " + Version.number());
        return ExitCode.OK;
    }
}
