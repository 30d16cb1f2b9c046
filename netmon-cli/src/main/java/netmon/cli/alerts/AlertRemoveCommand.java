package netmon.cli.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import netmon.cli.client.DatabaseChange;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import netmon.protocol.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code netmon alert remove}: forgets limits. */
@Command(
        name = "remove",
        description = "Forgets limits, by the numbers that 'netmon alert list' shows.",
        footer = {"", "Exit status: 3 if there is none of that number.", "", "Example:", "  netmon alert remove 1"})
public final class AlertRemoveCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "NUMBER", description = "The alert's number.")
    private List<Long> numbers = new ArrayList<>();

    public AlertRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        int status = ExitCode.OK;
        for (long each : numbers) {
            if (remove(each)) {
                session.say("alert " + each + " is removed");
            } else {
                session.err().println("netmon: there is no alert " + each);
                status = ExitCode.NO_DATA;
            }
        }
        return status;
    }

    private boolean remove(long number) throws StoreException {
        return DatabaseChange.make(
                        session.database(),
                        new Request.RemoveAlert(number),
                        DatabaseChange.USUAL_PATIENCE,
                        log -> log.alerts().remove(number) ? 1 : 0)
                > 0;
    }
}
