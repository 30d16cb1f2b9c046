package netmon.cli.stats;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Answer;
import netmon.cli.text.BarChart;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Table;
import netmon.cli.text.Table.Column;
import netmon.cli.text.TextCell;
import netmon.model.Period;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The days with the most bytes.
 *
 * @param app the only application; null for all
 * @param days in the requested order
 * @param chart draws the bars on a terminal
 */
record TopDaysAnswer(Period period, @Nullable String app, List<DayTraffic> days, BarChart chart) implements Answer {
    private static final int RULE = 79;
    private static final List<Column> COLUMNS = List.of(
            new Column("Day", "Day", 16, 4),
            new Column("Downloaded", "Down", 15, 1),
            new Column("Uploaded", "Up", 15, 2),
            new Column("Total", "Total", 15, 3),
            new Column("Average", "Average", 15, 0));

    /**
     * The bytes of a day.
     *
     * @param day such as {@code 2026-11-04}
     * @param start its first second
     * @param seconds its length, 23 to 25 hours
     */
    record DayTraffic(String day, long start, long seconds, Traffic traffic) {
        static DayTraffic of(long start, Traffic traffic, ZoneId zone) {
            LocalDate day = Instant.ofEpochSecond(start).atZone(zone).toLocalDate();
            long end = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
            return new DayTraffic(day.toString(), start, end - start, traffic);
        }

        long average() {
            return traffic.total() / seconds;
        }
    }

    @Override
    public String command() {
        return "stats top-days";
    }

    @Override
    public void text(Page page) {
        String of = app == null ? "" : TextCell.brief(app) + ", ";
        page.heading("Days with the most bytes (" + of + page.title(period) + ")");
        page.blank();
        Table table = new Table(RULE, COLUMNS, chart);
        for (DayTraffic each : days) {
            table.row(
                    List.of(
                            each.day() + " " + weekday(each.day()),
                            page.bytes().of(each.traffic().received()),
                            page.bytes().of(each.traffic().sent()),
                            page.bytes().of(each.traffic().total()),
                            page.bytes().of(each.average()) + "/s"),
                    each.traffic().total());
        }
        table.print(page);
    }

    private static String weekday(String day) {
        return LocalDate.parse(day).getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    @Override
    public void json(JsonOutput json) throws IOException {
        json.period(period);
        json.text("application", app);
        json.list("days", days, (item, each) -> {
            item.text("day", each.day());
            item.time("from", each.start());
            item.traffic(each.traffic());
            item.number("average_per_second", each.average());
        });
    }

    @Override
    public void csv(CsvWriter csv) {
        csv.row("day", "received", "sent", "total", "average_per_second");
        for (DayTraffic each : days) {
            Traffic traffic = each.traffic();
            csv.row(each.day(), traffic.received(), traffic.sent(), traffic.total(), each.average());
        }
    }

    @Override
    public String oneLine(AmountFormat bytes) {
        return days.get(0).day() + " " + bytes.of(days.get(0).traffic().total());
    }

    @Override
    public boolean isEmpty() {
        return days.isEmpty();
    }
}
