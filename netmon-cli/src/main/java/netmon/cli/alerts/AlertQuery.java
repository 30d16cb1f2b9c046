package netmon.cli.alerts;

import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CommandArguments;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.ZoneOption;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

import java.time.ZoneId;
import java.util.List;

/** A question about alerts: its options and its answer. */
final class AlertQuery {
    private final CommandArguments arguments = new CommandArguments();
    private final ZoneOption times = new ZoneOption(arguments);
    private final OutputOptions output = new OutputOptions(arguments);

    CommandArguments arguments() {
        return arguments;
    }

    /** Prints and returns all alerts; only the exceeded ones if {@code check} is set. */
    List<AlertUsage> answer(Session session, boolean check) throws StoreException {
        ZoneId zone = times.zone(session);
        AnswerPrinter printer = output.printer(session, zone);
        List<AlertUsage> rows;
        try (TrafficReader store = session.open()) {
            rows = check
                    ? AlertUsageReader.exceeded(store, session.now(), zone)
                    : AlertUsageReader.all(store, session.now(), zone);
        }
        printer.print(new AlertAnswer(rows, check, zone));
        return rows;
    }
}
