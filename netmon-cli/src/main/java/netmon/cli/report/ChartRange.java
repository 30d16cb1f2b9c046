package netmon.cli.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import netmon.model.CalendarUnit;
import netmon.model.Period;

/**
 * The buckets of a chart.
 *
 * @param period whose bytes it shows; the first and the last bucket may be longer
 * @param edges the first second of each bucket, and the end of the last one; ascending
 */
record ChartRange(String title, Period period, List<Long> edges, boolean isByDay) {
    private static final long QUARTER = 900;
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    /** The longest periods by quarter and by hour, in days. */
    private static final int MOST_BY_QUARTER = 2;

    private static final int MOST_BY_HOUR = 31;

    /** More days become weeks. */
    private static final int MOST_BUCKETS = 750;

    private static final int WEEK = 7;

    /** The ranges of a period: the whole, and its last 30 days, 7 days and 24 hours as far as they are shorter. */
    static List<ChartRange> of(Period period, ZoneId zone) {
        List<ChartRange> ranges = new ArrayList<>();
        long days = (period.to() - period.from() + DAY - 1) / DAY;
        ranges.add(of(period, zone, days, days + (days == 1 ? " day" : " days")));
        for (int each : new int[] {30, WEEK, 1}) {
            if (days > each + 1) {
                long from = period.to() - 1 - each * DAY;
                Period last = new Period(from - from % HOUR, period.to(), "");
                ranges.add(of(last, zone, each, each == 1 ? "last 24 hours" : "last " + each + " days"));
            }
        }
        return ranges;
    }

    private static ChartRange of(Period period, ZoneId zone, long days, String title) {
        if (days <= MOST_BY_QUARTER) {
            return fixed(period, QUARTER, title + ", by quarter of an hour");
        }
        if (days <= MOST_BY_HOUR) {
            return fixed(period, HOUR, title + ", by hour");
        }
        boolean isByWeek = days > MOST_BUCKETS;
        CalendarUnit unit = isByWeek ? CalendarUnit.WEEK : CalendarUnit.DAY;
        return calendar(period, zone, unit, title + ", by " + unit.word());
    }

    private static ChartRange fixed(Period period, long length, String title) {
        List<Long> edges = new ArrayList<>();
        for (long at = period.from() - Math.floorMod(period.from(), QUARTER); at < period.to(); at += length) {
            edges.add(at);
        }
        edges.add(edges.get(edges.size() - 1) + length);
        return new ChartRange(title, period, edges, false);
    }

    private static ChartRange calendar(Period period, ZoneId zone, CalendarUnit unit, String title) {
        List<Long> edges = new ArrayList<>();
        ZonedDateTime at = unit.begin(Instant.ofEpochSecond(period.from()).atZone(zone), 1);
        while (at.toEpochSecond() < period.to()) {
            edges.add(Math.max(period.from(), at.toEpochSecond()));
            at = unit.plus(at, 1, 1);
        }
        edges.add(at.toEpochSecond());
        return new ChartRange(title, period, edges, true);
    }

    /** The bucket that contains a moment of the period. */
    int bucket(long at) {
        long length = edges.get(1) - edges.get(0);
        return (int) Math.max(0, Math.min((at - edges.get(0)) / length, edges.size() - 2));
    }
}
