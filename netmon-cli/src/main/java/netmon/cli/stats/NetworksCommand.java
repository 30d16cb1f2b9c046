package netmon.cli.stats;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.PeriodOptions;
import netmon.cli.options.RowOptions;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.cli.text.BarChart;
import netmon.model.NetworkTotal;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

/** {@code netmon stats networks}: the bytes of each wireless network, or of each router. */
public final class NetworksCommand extends CliCommand {
    private final PeriodOptions when = new PeriodOptions(arguments);
    private final RowOptions rows = new RowOptions(arguments, "The first N networks; the others become one row.");
    private final OutputOptions output = new OutputOptions(arguments);

    public NetworksCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows the bytes of each network: a Wi-Fi by its name, another by the address of its router.",
                        "netmon stats networks --month")
                .training("--top 1");
    }

    @Override
    public Integer call() throws StoreException {
        ZoneId zone = when.zone(session);
        AnswerPrinter printer = output.printer(session, zone);
        Period asked = when.period(session);
        NetworksAnswer answer;
        try (TrafficReader store = session.open()) {
            Period period = when.rounded(asked, store, session);
            List<NetworkTotal> totals = new ArrayList<>(store.networks(period));
            totals.sort(rows.order().of(NetworksAnswer::name, NetworkTotal::traffic));
            answer = NetworksAnswer.of(period, totals, rows.most(), new BarChart(session.isAscii()));
        }
        printer.print(answer);
        session.warnIfStopped(zone, List.of());
        return answer.isEmpty() ? session.noData(List.of(), asked, session.startService()) : ExitCode.OK;
    }
}
