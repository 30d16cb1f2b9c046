package netmon.cli.history;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import netmon.model.CalendarUnit;

/** The unit of the local calendar that each row of a history covers. */
enum BucketSize {
    HOUR(CalendarUnit.HOUR, 16, 24),
    DAY(CalendarUnit.DAY, 10, 30),
    WEEK(CalendarUnit.WEEK, 10, 12),
    MONTH(CalendarUnit.MONTH, 7, 12),
    YEAR(CalendarUnit.YEAR, 4, 10);

    private final CalendarUnit unit;
    private final int labelLength;
    private final int usual;

    /**
     * @param labelLength chars of {@code 2026-11-04 14:00} that name a bucket
     * @param usual how many buckets are shown if no period is given
     */
    BucketSize(CalendarUnit unit, int labelLength, int usual) {
        this.unit = unit;
        this.labelLength = labelLength;
        this.usual = usual;
    }

    int usual() {
        return usual;
    }

    /** The name of the bucket that starts then. */
    String label(ZonedDateTime begin) {
        return begin.toLocalDateTime().toString().replace('T', ' ').substring(0, labelLength);
    }

    /** The start of the bucket that includes a moment. */
    ZonedDateTime begin(ZonedDateTime moment, int monthStarts) {
        return unit.begin(moment, monthStarts);
    }

    /** The start of a later bucket or, below zero, of an earlier one. */
    ZonedDateTime plus(ZonedDateTime begin, int count, int monthStarts) {
        return unit.plus(begin, count, monthStarts);
    }

    ChronoUnit unit() {
        return switch (this) {
            case HOUR -> ChronoUnit.HOURS;
            case DAY -> ChronoUnit.DAYS;
            case WEEK -> ChronoUnit.WEEKS;
            case MONTH -> ChronoUnit.MONTHS;
            case YEAR -> ChronoUnit.YEARS;
        };
    }

    /** The word on the command line. */
    @Override
    public String toString() {
        return unit.word();
    }
}
