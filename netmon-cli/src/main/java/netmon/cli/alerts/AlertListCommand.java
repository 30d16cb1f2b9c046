package netmon.cli.alerts;

import java.time.ZoneId;
import java.util.List;
import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.ZoneOption;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

/** {@code netmon alert list}: the limits that are set. */
public class AlertListCommand extends CliCommand {
    private final ZoneOption times = new ZoneOption(arguments);
    private final OutputOptions output = new OutputOptions(arguments);

    /** The numbers of the alerts that cannot be read. */
    private List<Long> unreadable = List.of();

    public AlertListCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Lists the limits that are set, and the bytes that count against each so far.",
                        "netmon alert list",
                        "netmon alert list --json")
                .training("", "--json");
    }

    @Override
    public Integer call() throws StoreException {
        if (print(false).isEmpty() && unreadable.isEmpty()) {
            session.err().println("No alert is set; 'netmon alert add --help' explains how to set one.");
        }
        return ExitCode.OK;
    }

    /** Prints and returns all alerts; only the exceeded ones if {@code check} is set. */
    final List<AlertUsage> print(boolean check) throws StoreException {
        ZoneId zone = times.zone(session);
        AnswerPrinter printer = output.printer(session, zone);
        List<AlertUsage> rows;
        try (TrafficReader store = session.open()) {
            AlertUsageReader reader = new AlertUsageReader(store, session.now(), zone);
            rows = check ? reader.exceeded() : reader.all();
            unreadable = store.unreadableAlerts();
        }
        printer.print(new AlertAnswer(rows, check, zone));
        for (long each : unreadable) {
            session.err()
                    .println("netmon: alert " + each + " is not checked, because another program changed it;"
                            + " remove it: netmon alert remove " + each);
        }
        session.warnIfStopped(zone, List.of());
        return rows;
    }
}
