package netmon.cli.history;

import java.time.ZonedDateTime;
import netmon.model.CalendarUnit;

/** How a history is divided: stretches of the local calendar. */
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
     * @param labelLength how much of {@code 2026-11-04 14:00} names one
     * @param usual how many are shown where no period is asked for
     */
    BucketSize(CalendarUnit unit, int labelLength, int usual) {
        this.unit = unit;
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
        return unit.begin(moment, monthStarts);
    }

    /** The begin of a later or, below zero, an earlier one. */
    ZonedDateTime plus(ZonedDateTime begin, int count, int monthStarts) {
        return unit.plus(begin, count, monthStarts);
    }

    /** What is typed. */
    @Override
    public String toString() {
        return unit.word();
    }
}
