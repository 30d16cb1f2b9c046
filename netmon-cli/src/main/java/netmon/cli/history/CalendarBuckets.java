package netmon.cli.history;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.parse.PeriodParser;
import netmon.cli.parse.UsageException;
import netmon.model.Period;

/**
 * Divides a period along the local calendar.
 *
 * @param monthStarts the first day of a month
 */
record CalendarBuckets(BucketSize by, ZoneId zone, int monthStarts) {
    CalendarBuckets {
        PeriodParser.requireMonthStart(monthStarts);
    }

    /** A bound on time and memory: two years of hours. */
    private static final int MOST = 20_000;

    /** The bucket that includes a moment. */
    Period around(Instant moment) {
        ZonedDateTime begin = by.begin(moment.atZone(zone), monthStarts);
        return new Period(begin.toEpochSecond(), by.plus(begin, 1, monthStarts).toEpochSecond(), by.label(begin));
    }

    /** Whether a part is shorter than its bucket of the calendar. */
    boolean isCut(Period part) {
        Period whole = around(Instant.ofEpochSecond(part.from()));
        return part.from() != whole.from() || part.to() != whole.to();
    }

    /** The period if none is given: the present bucket and some before it. */
    Period usual(Instant now) {
        ZonedDateTime present = by.begin(now.atZone(zone), monthStarts);
        ZonedDateTime first = by.plus(present, 1 - by.usual(), monthStarts);
        return new Period(first.toEpochSecond(), around(now).to(), "the last " + by.usual() + " " + by + "s");
    }

    /**
     * A length of time up to now as whole buckets, the present one included: three days before now are the present day
     * and the two before it. A length that is no whole number of buckets stays as it is.
     */
    Period whole(Period last) {
        ZonedDateTime start = Instant.ofEpochSecond(last.from() - 1).atZone(zone);
        ZonedDateTime end = Instant.ofEpochSecond(last.to() - 1).atZone(zone);
        long count = by.unit().between(start, end);
        return count > 0 && start.plus(count, by.unit()).equals(end)
                ? new Period(
                        by.plus(by.begin(end, monthStarts), (int) Math.min(1 - count, 0), monthStarts)
                                .toEpochSecond(),
                        last.to(),
                        last.label())
                : last;
    }

    /** The parts of a period in order. The first and the last may be shorter than their bucket of the calendar. */
    List<Period> of(Period period) {
        List<Period> parts = new ArrayList<>();
        ZonedDateTime begin = by.begin(Instant.ofEpochSecond(period.from()).atZone(zone), monthStarts);
        while (begin.toEpochSecond() < period.to()) {
            if (parts.size() == MOST) {
                throw new UsageException("that is more than " + MOST + " " + by + "s; choose longer ones with --by");
            }
            ZonedDateTime end = by.plus(begin, 1, monthStarts);
            parts.add(new Period(
                    Math.max(period.from(), begin.toEpochSecond()),
                    Math.min(period.to(), end.toEpochSecond()),
                    by.label(begin)));
            begin = end;
        }
        return parts;
    }
}
