package netmon.cli.parse;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import netmon.model.CalendarUnit;
import netmon.model.Period;
import netmon.model.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Finds periods of the local calendar. Its days have 23 to 25 hours.
 *
 * @param monthStarts the first day of a month, 1 to 31; in a shorter month its last day
 */
public record PeriodParser(Instant now, ZoneId zone, int monthStarts) {
    public PeriodParser {
        requireMonthStart(monthStarts);
    }

    /** The whole period, including the time to come. */
    public Period of(NamedPeriod span) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return switch (span) {
            case TODAY -> days(today, today.plusDays(1), span);
            case YESTERDAY -> days(today.minusDays(1), today, span);
            case WEEK -> {
                LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield days(monday, monday.plusWeeks(1), span);
            }
            case MONTH -> month(today, span);
            case YEAR -> days(today.withDayOfYear(1), today.withDayOfYear(1).plusYears(1), span);
            case ALL -> new Period(Period.FIRST, Long.MAX_VALUE, span.label());
        };
    }

    /** The time up to now, including the present second. */
    public Period last(String length) {
        String phrase = "last " + length.strip().toLowerCase(Locale.ROOT);
        if (new DatePhrase(LocalDate.ofInstant(now, zone)).range(phrase) != null) {
            throw new UsageException("--last takes a duration, such as 7d; for the calendar's, write --from '" + phrase
                    + "' --to '" + phrase + "'");
        }
        long start = DurationParser.before(now.atZone(zone), length).toEpochSecond();
        return new Period(Math.max(Period.FIRST, start + 1), now.getEpochSecond() + 1, "last " + length.strip());
    }

    /**
     * From the start of one named time to the end of another; a named day is included.
     *
     * @param from null for the first row of the database
     * @param to null for now
     */
    public Period between(@Nullable String from, @Nullable String to) {
        TimeParser times = new TimeParser(now, zone);
        long start = from == null ? Period.FIRST : Math.max(Period.FIRST, times.start(from));
        long end = to == null ? now.getEpochSecond() + 1 : Math.max(Period.FIRST, times.end(to, start));
        if (end < start || (end == start && from != null && to != null)) {
            throw new UsageException("'" + (to == null ? "now" : to) + "' is not after '" + from + "'");
        }
        String until = to == null ? "now" : to;
        String label = from == null ? "up to " + until : from.equals(to) ? from : from + " to " + until;
        return new Period(start, end, PlainText.of(label));
    }

    public static void requireMonthStart(int day) {
        if (day < 1 || day > CalendarUnit.LONGEST_MONTH) {
            throw new UsageException("--month-starts must be 1-31, not " + day);
        }
    }

    private Period month(LocalDate today, NamedPeriod span) {
        LocalDate first = CalendarUnit.monthBegin(today, monthStarts);
        return days(first, CalendarUnit.monthBegin(YearMonth.from(first).plusMonths(1), monthStarts), span);
    }

    private Period days(LocalDate from, LocalDate to, NamedPeriod span) {
        return new Period(second(from), second(to), span.label());
    }

    private long second(LocalDate day) {
        return day.atStartOfDay(zone).toEpochSecond();
    }
}
