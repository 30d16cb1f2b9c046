package netmon.cli.parse;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a length of time as people write it, such as {@code 6h}, {@code 1h30m} or {@code 2 weeks}. Days and longer
 * units follow the calendar: one day before Monday noon is Sunday noon, even if the clocks changed in between.
 */
final class DurationParser {
    private static final Pattern PART = Pattern.compile("(\\d{1,6})\\s*([a-z]+)\\s*");

    private DurationParser() {}

    /** The moment that is this long before another one. */
    static ZonedDateTime before(ZonedDateTime end, String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        Matcher part = PART.matcher(plain);
        ZonedDateTime start = end;
        try {
            while (part.lookingAt()) {
                start = start.minus(Long.parseLong(part.group(1)), unit(part.group(2), text));
                part.region(part.end(), plain.length());
            }
        } catch (DateTimeException e) {
            throw wrong(text);
        }
        if (start.equals(end) || part.regionStart() != plain.length()) {
            throw wrong(text);
        }
        return start;
    }

    private static ChronoUnit unit(String word, String text) {
        return switch (word) {
            case "s", "sec", "second", "seconds" -> ChronoUnit.SECONDS;
            case "m", "min", "minute", "minutes" -> ChronoUnit.MINUTES;
            case "h", "hour", "hours" -> ChronoUnit.HOURS;
            case "d", "day", "days" -> ChronoUnit.DAYS;
            case "w", "week", "weeks" -> ChronoUnit.WEEKS;
            case "mo", "month", "months" -> ChronoUnit.MONTHS;
            case "y", "year", "years" -> ChronoUnit.YEARS;
            default -> throw wrong(text);
        };
    }

    private static UsageException wrong(String text) {
        return new UsageException("'" + text + "' is not a duration. Examples: 90s, 30m, 6h, 7d, 2w, 3mo, 1y");
    }
}
