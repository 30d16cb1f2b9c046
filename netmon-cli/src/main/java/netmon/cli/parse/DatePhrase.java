package netmon.cli.parse;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads days of the calendar in lower case: {@code 2026-11-01}, {@code 2026-11}, {@code 2026}, {@code yesterday},
 * {@code monday}, {@code last monday}, {@code last week}, {@code 1 nov}, {@code november 1 2026}, {@code november}.
 */
record DatePhrase(LocalDate today) {
    private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern ISO_MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern DAY_OF_MONTH = Pattern.compile("(\\d{1,2})\\.? ([a-z]+)\\.?(?:,? (\\d{4}))?");
    private static final Pattern MONTH_AND_DAY = Pattern.compile("([a-z]+)\\.? (\\d{1,2})(?:,? (\\d{4}))?");
    private static final Pattern MONTH_OF_YEAR = Pattern.compile("([a-z]+)\\.?(?: (\\d{4}))?");
    private static final String LAST = "last ";
    private static final int SHORTEST_NAME = 3;

    /** The first day, and the one after the last. */
    record DateRange(LocalDate from, LocalDate to) {
        static DateRange of(YearMonth month) {
            return new DateRange(month.atDay(1), month.plusMonths(1).atDay(1));
        }

        static DateRange of(Year year) {
            return new DateRange(year.atDay(1), year.plusYears(1).atDay(1));
        }
    }

    /** The days that the text names; null if it names none. */
    @Nullable
    DateRange range(String text) {
        LocalDate day = day(text);
        if (day != null) {
            return new DateRange(day, day.plusDays(1));
        }
        if (ISO_MONTH.matcher(text).matches()) {
            return DateRange.of(YearMonth.parse(text));
        }
        if (YEAR.matcher(text).matches()) {
            return DateRange.of(Year.parse(text));
        }
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return switch (text) {
            case "this week" -> new DateRange(monday, monday.plusWeeks(1));
            case "last week" -> new DateRange(monday.minusWeeks(1), monday);
            case "this month" -> DateRange.of(YearMonth.from(today));
            case "last month" -> DateRange.of(YearMonth.from(today).minusMonths(1));
            case "this year" -> DateRange.of(Year.from(today));
            case "last year" -> DateRange.of(Year.from(today).minusYears(1));
            default -> namedMonth(text);
        };
    }

    /** The day that the text names; null if it names none. */
    @Nullable
    LocalDate day(String text) {
        if (ISO_DAY.matcher(text).matches()) {
            return LocalDate.parse(text);
        }
        return switch (text) {
            case "today" -> today;
            case "yesterday" -> today.minusDays(1);
            case "tomorrow" -> today.plusDays(1);
            default -> {
                LocalDate weekday = weekday(text);
                yield weekday == null ? dayOfMonth(text) : weekday;
            }
        };
    }

    /** The present day or one before it; after {@code last}, one before it. */
    private @Nullable LocalDate weekday(String text) {
        boolean isLast = text.startsWith(LAST);
        DayOfWeek day = named(DayOfWeek.values(), isLast ? text.substring(LAST.length()) : text);
        if (day == null) {
            return null;
        }
        return today.with(isLast ? TemporalAdjusters.previous(day) : TemporalAdjusters.previousOrSame(day));
    }

    private @Nullable LocalDate dayOfMonth(String text) {
        Matcher dayFirst = DAY_OF_MONTH.matcher(text);
        if (dayFirst.matches()) {
            return dayOfMonth(dayFirst.group(2), dayFirst.group(1), dayFirst.group(3));
        }
        Matcher monthFirst = MONTH_AND_DAY.matcher(text);
        return monthFirst.matches() ? dayOfMonth(monthFirst.group(1), monthFirst.group(2), monthFirst.group(3)) : null;
    }

    private @Nullable LocalDate dayOfMonth(String name, String day, @Nullable String year) {
        Month month = named(Month.values(), name);
        if (month == null) {
            return null;
        }
        LocalDate found =
                LocalDate.of(year == null ? today.getYear() : Integer.parseInt(year), month, Integer.parseInt(day));
        return year == null && found.isAfter(today) ? found.minusYears(1) : found;
    }

    private @Nullable DateRange namedMonth(String text) {
        Matcher parts = MONTH_OF_YEAR.matcher(text.startsWith(LAST) ? text.substring(LAST.length()) : text);
        Month month = parts.matches() ? named(Month.values(), parts.group(1)) : null;
        if (month == null) {
            return null;
        }
        YearMonth present = YearMonth.from(today);
        YearMonth found = YearMonth.of(today.getYear(), month);
        if (parts.group(2) != null) {
            return DateRange.of(YearMonth.of(Integer.parseInt(parts.group(2)), month));
        }
        boolean isToCome = found.isAfter(present) || (found.equals(present) && text.startsWith(LAST));
        return DateRange.of(isToCome ? found.minusYears(1) : found);
    }

    /** The one that the text names, with three letters or more; null if there is none. */
    private static <T extends Enum<T>> @Nullable T named(T[] all, String text) {
        for (T each : List.of(all)) {
            if (text.length() >= SHORTEST_NAME
                    && each.name().toLowerCase(Locale.ROOT).startsWith(text)) {
                return each;
            }
        }
        return null;
    }
}
