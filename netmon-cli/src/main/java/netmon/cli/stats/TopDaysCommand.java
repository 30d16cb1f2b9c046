package netmon.cli.stats;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.PeriodOptions;
import netmon.cli.options.RowOptions;
import netmon.cli.session.ExitCode;
import netmon.cli.session.KnownApps;
import netmon.cli.session.Session;
import netmon.cli.stats.TopDaysAnswer.DayTraffic;
import netmon.cli.text.BarChart;
import netmon.model.CalendarUnit;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.model.WrittenRow;
import netmon.store.TrafficReader;

/** {@code netmon stats top-days}: the days with the most bytes. */
public final class TopDaysCommand extends CliCommand {
    private static final int USUAL = 10;

    private final PeriodOptions when = new PeriodOptions(arguments);
    private final CommandArgument<String> app = arguments.text("--app", "NAME", "Only this application.");
    private final RowOptions rows = new RowOptions(arguments, "The first N days. Default: " + USUAL + ".");
    private final OutputOptions output = new OutputOptions(arguments);

    public TopDaysCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows the days with the most bytes; of all time if no period is given.",
                        "netmon stats top-days",
                        "netmon stats top-days --year --app Safari --top 3")
                .training("--top 3");
    }

    @Override
    public Integer call() throws StoreException {
        ZoneId zone = when.zone(session);
        AnswerPrinter printer = output.printer(session, zone);
        Period asked = when.isGiven() ? when.period(session) : new Period(Period.FIRST, Long.MAX_VALUE, "all time");
        List<DayTraffic> days;
        try (TrafficReader store = session.open()) {
            days = days(store, when.isGiven() ? when.rounded(asked, store, session) : asked, zone);
        }
        days.sort(rows.order().of(DayTraffic::day, DayTraffic::traffic));
        int most = rows.isLimited() ? rows.most() : USUAL;
        List<DayTraffic> first = days.subList(0, Math.min(most, days.size()));
        printer.print(new TopDaysAnswer(asked, app.value(), first, new BarChart(session.isAscii())));
        session.warnIfStopped(zone, List.of());
        return days.isEmpty() ? noData(asked) : ExitCode.OK;
    }

    private int noData(Period asked) throws StoreException {
        String advice = app.isGiven() ? KnownApps.advice(session, app.get()) : session.startService();
        return session.noData(app.values(), asked, advice);
    }

    private List<DayTraffic> days(TrafficReader store, Period period, ZoneId zone) throws StoreException {
        Map<Long, Traffic> sums = new HashMap<>();
        for (WrittenRow each : app.isGiven() ? store.appsByQuarter(period) : store.totalsByQuarter(period)) {
            if (!app.isGiven() || each.name().equalsIgnoreCase(app.get())) {
                ZonedDateTime time = Instant.ofEpochSecond(each.at()).atZone(zone);
                sums.merge(CalendarUnit.DAY.begin(time, 1).toEpochSecond(), each.traffic(), Traffic::plus);
            }
        }
        List<DayTraffic> days = new ArrayList<>();
        sums.forEach((start, traffic) -> days.add(DayTraffic.of(start, traffic, zone)));
        return days;
    }
}
