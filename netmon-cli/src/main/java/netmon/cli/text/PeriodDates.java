package netmon.cli.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import netmon.model.Period;

/**
 * Writes the dates of a period: {@code this month, 1 to 27 Nov 2026}.
 *
 * @param now epoch second; a period is shown up to then
 */
public record PeriodDates(ZoneId zone, long now) {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int LETTERS = 3;

    /** The label of the period, and its dates unless the label has them. */
    String title(Period period) {
        String label = period.label();
        boolean hasDates = label.equals("today") || startsWithYear(label);
        long end = Math.min(period.to(), now + 1);
        if (hasDates || period.from() == Period.FIRST || end <= period.from()) {
            return label;
        }
        LocalDateTime from = local(period.from());
        LocalDateTime to = local(end == period.to() ? end : now);
        boolean isDays = isMidnight(from) && (end != period.to() || isMidnight(to));
        String dates = isDays ? days(from.toLocalDate(), local(end - 1).toLocalDate()) : times(from, to);
        return label.isEmpty() ? dates : label + ", " + dates;
    }

    private static boolean startsWithYear(String label) {
        return label.length() > LETTERS
                && Character.isDigit(label.charAt(0))
                && Character.isDigit(label.charAt(LETTERS));
    }

    private static boolean isMidnight(LocalDateTime time) {
        return time.toLocalTime().toSecondOfDay() == 0;
    }

    /** Such as {@code 27 Nov 2026 01:10 to 07:10}. */
    private static String times(LocalDateTime from, LocalDateTime to) {
        boolean isDay = from.toLocalDate().equals(to.toLocalDate());
        return date(from.toLocalDate()) + " " + minute(from) + " to " + (isDay ? "" : date(to.toLocalDate()) + " ")
                + minute(to);
    }

    private static String minute(LocalDateTime time) {
        return time.toLocalTime().withSecond(0).withNano(0).toString();
    }

    private static String days(LocalDate first, LocalDate last) {
        if (first.equals(last)) {
            return date(last);
        }
        boolean isYear = first.getYear() == last.getYear();
        boolean isMonth = isYear && first.getMonthValue() == last.getMonthValue();
        String start = isMonth ? Integer.toString(first.getDayOfMonth()) : isYear ? dayAndMonth(first) : date(first);
        return start + " to " + date(last);
    }

    /** A time; with its day and year as far as they differ from those of now: {@code 14:05}, {@code 3 Nov 14:05}. */
    public String moment(long second) {
        LocalDateTime time = local(second);
        LocalDate day = time.toLocalDate();
        LocalDate today = local(now).toLocalDate();
        if (day.equals(today)) {
            return time.toLocalTime().toString();
        }
        return (day.getYear() == today.getYear() ? dayAndMonth(day) : date(day)) + " " + time.toLocalTime();
    }

    private static String date(LocalDate day) {
        return dayAndMonth(day) + " " + day.getYear();
    }

    private static String dayAndMonth(LocalDate day) {
        int start = (day.getMonthValue() - 1) * LETTERS;
        return day.getDayOfMonth() + " " + MONTHS.substring(start, start + LETTERS);
    }

    private LocalDateTime local(long second) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), zone);
    }
}
