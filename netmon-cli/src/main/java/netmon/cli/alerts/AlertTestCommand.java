package netmon.cli.alerts;

import java.io.IOException;
import java.time.Duration;
import netmon.cli.client.ServiceClient;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandHelp;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Check;
import netmon.protocol.Request;

/** {@code netmon alert test}: lets the service show a notification, and says what came of it. */
public final class AlertTestCommand extends CliCommand {
    /** The service kills a program that takes longer than 8 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    public AlertTestCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of("Shows a test notification, as an alert would.", "netmon alert test")
                .statuses("0  the system took the notification", "1  it did not", "3  no service answers")
                .training("");
    }

    @Override
    public Integer call() {
        try {
            int status = ExitCode.OK;
            for (Check each : ServiceClient.ask(session.database(), new Request.TestAlert(), PATIENCE)
                    .checks()) {
                session.say(each.seen());
                if (!each.remedy().isEmpty()) {
                    session.say(each.remedy());
                }
                status = each.verdict() == Check.Verdict.BAD ? ExitCode.FAILED : status;
            }
            return status;
        } catch (IOException e) {
            session.err().println("netmon: the service shows notifications, but " + e.getMessage());
            return ExitCode.NO_DATA;
        }
    }
}
