package netmon.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** A unit of the local calendar. Days have 23 to 25 hours, and months may begin on any day. */
public enum CalendarUnit {
    HOUR,
    DAY,
    /** Begins on Monday. */
    WEEK,
    MONTH,
    YEAR;

    /** The last day that a month can start on. */
    public static final int LONGEST_MONTH = 31;

    /** The word on a command line: {@code day}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }

    /**
     * The start of the unit that contains a moment.
     *
     * @param monthStarts the day on which a month begins, 1 to 31; in a shorter month its last day
     */
    public ZonedDateTime begin(ZonedDateTime moment, int monthStarts) {
        LocalDate day = moment.toLocalDate();
        ZoneId zone = moment.getZone();
        return switch (this) {
            case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day.atStartOfDay(zone);
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay(zone);
            case MONTH -> monthBegin(day, monthStarts).atStartOfDay(zone);
            case YEAR -> day.withDayOfYear(1).atStartOfDay(zone);
        };
    }

    /** The start of the unit that is {@code count} units later; earlier if below zero. */
    public ZonedDateTime plus(ZonedDateTime begin, int count, int monthStarts) {
        LocalDate day = begin.toLocalDate();
        ZoneId zone = begin.getZone();
        return switch (this) {
            case HOUR -> begin.plusHours(count);
            case DAY -> day.plusDays(count).atStartOfDay(zone);
            case WEEK -> day.plusWeeks(count).atStartOfDay(zone);
            case MONTH ->
                monthBegin(YearMonth.from(day).plusMonths(count), monthStarts).atStartOfDay(zone);
            case YEAR -> day.plusYears(count).atStartOfDay(zone);
        };
    }

    /** The unit that contains a moment, labelled by its word. */
    public Period around(Instant moment, ZoneId zone, int monthStarts) {
        ZonedDateTime begin = begin(moment.atZone(zone), monthStarts);
        return new Period(begin.toEpochSecond(), plus(begin, 1, monthStarts).toEpochSecond(), word());
    }

    /** The first day of the month that contains a day. */
    public static LocalDate monthBegin(LocalDate day, int monthStarts) {
        YearMonth month = YearMonth.from(day);
        LocalDate begin = monthBegin(month, monthStarts);
        return day.isBefore(begin) ? monthBegin(month.minusMonths(1), monthStarts) : begin;
    }

    /** The first day of the month that begins in this calendar month. */
    public static LocalDate monthBegin(YearMonth month, int monthStarts) {
        return month.atDay(Math.min(monthStarts, month.lengthOfMonth()));
    }
}
