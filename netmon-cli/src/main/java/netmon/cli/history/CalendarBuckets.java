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
 * Divides a period along the calendar. Pure.
 *
 * @param monthStarts the day on which a month begins
 */
record CalendarBuckets(BucketSize by, ZoneId zone, int monthStarts) {
    CalendarBuckets {
        PeriodParser.requireMonthStart(monthStarts);
    }

    /** More rows than anybody looks at, and a bound on time and memory: two years of hours. */
    private static final int MOST = 20_000;

    /** The one that holds a moment. */
    Period around(Instant moment) {
        ZonedDateTime begin = by.begin(moment.atZone(zone), monthStarts);
        return new Period(begin.toEpochSecond(), by.plus(begin, 1, monthStarts).toEpochSecond(), by.label(begin));
    }

    /** Whether a part is less than the calendar's stretch that it is named after. */
    boolean isCut(Period part) {
        Period whole = around(Instant.ofEpochSecond(part.from()));
        return part.from() != whole.from() || part.to() != whole.to();
    }

    /** The period that is shown where none is asked for: the present bucket and some before it. */
    Period usual(Instant now) {
        ZonedDateTime present = by.begin(now.atZone(zone), monthStarts);
        ZonedDateTime first = by.plus(present, 1 - by.usual(), monthStarts);
        return new Period(first.toEpochSecond(), around(now).to(), "the last " + by.usual() + " " + by + "s");
    }

    /** Its parts, in order, whose edges are the calendar's except at its own ends. The labels are the calendar's. */
    List<Period> of(Period period) {
        List<Period> parts = new ArrayList<>();
        ZonedDateTime begin = by.begin(Instant.ofEpochSecond(period.from()).atZone(zone), monthStarts);
        while (begin.toEpochSecond() < period.to()) {
            if (parts.size() == MOST) {
                throw new UsageException("that is more than " + MOST + " " + by + "s; ask for longer ones with --by");
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
