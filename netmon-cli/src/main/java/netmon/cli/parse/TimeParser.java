package netmon.cli.parse;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a time as people write it: {@code 2026-11-01}, {@code 2026-11-01 14:00}, {@code 14:00}, {@code yesterday},
 * {@code monday 9:00} (the last one), {@code last week}, {@code 1 nov}, {@code 2026-11}, {@code 2026}, {@code 6h ago},
 * {@code now}, {@code 2026-11-01T14:00:00+01:00}, {@code @1793538000}. A day, a week, a month or a year has a start and
 * an end; anything else is a single second.
 */
public record TimeParser(Instant now, ZoneId zone) {
    private static final Pattern DAY_AND_TIME =
            Pattern.compile("(?:(\\S+?|\\S.*?\\S)(?:\\s+|(?<=\\d)t(?=\\d)))?(\\d{1,2}:\\d{2}(?::\\d{2})?)");
    private static final Pattern WITH_OFFSET = Pattern.compile("\\S+[t ]\\S+(z|[+-]\\d{2}:\\d{2})");
    private static final Pattern EPOCH = Pattern.compile("@\\d{1,10}");
    private static final String AGO = " ago";
    private static final List<String> DAYS = Stream.concat(
                    Stream.of("today", "yesterday", "tomorrow", "now"),
                    Arrays.stream(DayOfWeek.values()).map(each -> each.name().toLowerCase(Locale.ROOT)))
            .toList();
    private static final long SECONDS_OF_DAY = 86_400;

    /** The first second, and the one after the last. */
    private record TimeRange(long from, long to) {}

    /** The first second of the named time. A time of the day that is still to come is that of yesterday. */
    public long start(String text) {
        return isTimeToCome(text) ? yesterdays(text).from : read(text).from;
    }

    /**
     * The first second after the named time.
     *
     * @param start the start of the period, which a time of the day follows within a day
     */
    long end(String text, long start) {
        TimeRange found = read(text);
        boolean isLater = isTimeToCome(text) && found.to - start > SECONDS_OF_DAY;
        return isLater ? yesterdays(text).to : found.to;
    }

    /** Whether it is a time of the day without seconds. */
    public static boolean isMinute(String text) {
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') && text.strip().length() == colon + ":00".length();
    }

    private boolean isTimeToCome(String text) {
        Matcher parts = DAY_AND_TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
        return parts.matches() && parts.group(1) == null && read(text).from > now.getEpochSecond();
    }

    private TimeRange yesterdays(String time) {
        return read("yesterday " + time.strip());
    }

    private TimeRange read(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        try {
            TimeRange found = moment(plain);
            if (found != null) {
                return found;
            }
        } catch (DateTimeException e) {
            Throwable reason = e.getCause() instanceof DateTimeException cause ? cause : e;
            throw new UsageException("'" + text + "' is impossible: " + reason.getMessage());
        }
        List<String> similar = Suggestions.of(plain, DAYS);
        if (!similar.isEmpty()) {
            throw new UsageException("'" + text + "' is not a date or time; did you mean " + similar.get(0) + "?");
        }
        throw new UsageException("'" + text
                + "' is not a date or time. Examples: 2026-11-01, '2026-11-01 14:00', 14:00, yesterday,"
                + " monday, 'last week', '1 nov', '6h ago'");
    }

    private @Nullable TimeRange moment(String text) {
        if (text.equals("now")) {
            return second(now);
        }
        if (EPOCH.matcher(text).matches()) {
            return second(Instant.ofEpochSecond(Long.parseLong(text.substring(1))));
        }
        if (text.endsWith(AGO)) {
            String length = text.substring(0, text.length() - AGO.length());
            return second(DurationParser.before(now.atZone(zone), length).toInstant());
        }
        if (WITH_OFFSET.matcher(text).matches()) {
            String iso = text.replace(' ', 't').toUpperCase(Locale.ROOT);
            return second(OffsetDateTime.parse(iso).toInstant());
        }
        return calendar(text);
    }

    private @Nullable TimeRange calendar(String text) {
        DatePhrase.DateRange days = phrase().range(text);
        return days == null ? dayAndTime(text) : days(days.from(), days.to());
    }

    private @Nullable TimeRange dayAndTime(String text) {
        Matcher parts = DAY_AND_TIME.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String named = parts.group(1);
        LocalDate day = named == null ? phrase().today() : phrase().day(named);
        if (day == null) {
            return null;
        }
        String time = parts.group(2);
        LocalDateTime local = day.atTime(LocalTime.parse(time.indexOf(':') == 1 ? "0" + time : time));
        if (zone.getRules().getValidOffsets(local).isEmpty()) {
            throw new DateTimeException("the clocks of " + zone + " skipped it");
        }
        // If the clocks were set back, the range includes both times that the clock shows.
        return new TimeRange(
                local.atZone(zone).withEarlierOffsetAtOverlap().toEpochSecond(),
                local.atZone(zone).withLaterOffsetAtOverlap().toEpochSecond());
    }

    private DatePhrase phrase() {
        return new DatePhrase(LocalDate.ofInstant(now, zone));
    }

    private TimeRange days(LocalDate from, LocalDate to) {
        return new TimeRange(
                from.atStartOfDay(zone).toEpochSecond(), to.atStartOfDay(zone).toEpochSecond());
    }

    private static TimeRange second(Instant moment) {
        return new TimeRange(moment.getEpochSecond(), moment.getEpochSecond());
    }
}
