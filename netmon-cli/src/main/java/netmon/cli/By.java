package netmon.cli;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** How a history is divided: stretches of the local calendar. */
enum By {
    HOUR(16, 24),
    DAY(10, 30),
    WEEK(10, 12),
    MONTH(7, 12),
    YEAR(4, 10);

    private final int labelLength;
    private final int usual;

    /**
     * @param labelLength how much of {@code 2026-11-04 14:00} names one
     * @param usual how many are shown where no period is asked for
     */
    By(int labelLength, int usual) {
        this.labelLength = labelLength;
        this.usual = usual;
    }

    int usual() {
        return usual;
    }

    /** Its name, by its begin. */
    String label(ZonedDateTime begin) {
        return begin.toLocalDateTime().toString().replace('T', ' ').substring(0, labelLength);
    }

    /** The begin of the one that holds a moment. */
    ZonedDateTime begin(ZonedDateTime moment, int monthStarts) {
        LocalDate day = moment.toLocalDate();
        return switch (this) {
            case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day.atStartOfDay(moment.getZone());
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay(moment.getZone());
            case MONTH -> Periods.monthBegin(day, monthStarts).atStartOfDay(moment.getZone());
            case YEAR -> day.withDayOfYear(1).atStartOfDay(moment.getZone());
        };
    }

    /** The begin of a later or, below zero, an earlier one. */
    ZonedDateTime plus(ZonedDateTime begin, int count, int monthStarts) {
        LocalDate day = begin.toLocalDate();
        return switch (this) {
            case HOUR -> begin.plusHours(count);
            case DAY -> day.plusDays(count).atStartOfDay(begin.getZone());
            case WEEK -> day.plusWeeks(count).atStartOfDay(begin.getZone());
            case MONTH ->
                Periods.monthBegin(YearMonth.from(day).plusMonths(count), monthStarts)
                        .atStartOfDay(begin.getZone());
            case YEAR -> day.plusYears(count).atStartOfDay(begin.getZone());
        };
    }

    /** What is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
