package netmon.cli.stats;

import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandArguments;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.PeriodOptions;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;


/** {@code netmon stats apps}: the bytes of each application. */
public final class AppsCommand implements CliCommand {
    private final Session session;
    private final CommandArguments arguments = new CommandArguments();
    private final PeriodOptions when = new PeriodOptions(arguments);
    private final AppsOptions which = new AppsOptions(arguments);
    private final OutputOptions output = new OutputOptions(arguments);
    private final CommandArgument<Boolean> basis =
            arguments.flag("--basis", "Show how much of each row was measured and how much estimated.");

    public AppsCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows what each application downloaded and uploaded.",
                        "netmon stats apps --week --top 5",
                        "netmon stats apps --app 'Google Chrome' --from monday",
                        "netmon stats apps --basis")
                .training("", "--week --top 1 --basis --app nobody", "--json", "--csv --bits");
    }

    @Override
    public CommandArguments arguments() {
        return arguments;
    }

    @Override
    public Integer call() throws StoreException {
        AnswerPrinter printer = output.printer(session, when.zone(session));
        Period asked = when.period(session);
        AppsReport all;
        try (TrafficReader store = session.open()) {
            all = which.read(store, when.rounded(asked, store, session));
        }
        AppsReport report = which.choose(all);
        printer.print(new AppsAnswer(report, basis.isGiven()));
        return report.isEmpty() ? session.noData(which.described(), asked, advice(all)) : ExitCode.OK;
    }

    private String advice(AppsReport all) throws StoreException {
        String similar = which.similar(session);
        if (!similar.isEmpty()) {
            return similar;
        }
        return all.isEmpty() ? session.startService() : "'netmon stats apps' lists the applications with data.";
    }
}
