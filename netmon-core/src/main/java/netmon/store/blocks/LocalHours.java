package netmon.store.blocks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The hours of the local clock, in epoch seconds. An hour never spans a change of the clock, so it may be shorter than
 * 3600 seconds. After a change of the zone, rows that are already hours keep the hours of the old zone.
 */
public final class LocalHours {
    private static final long HOUR_SECONDS = 3600;
    private static final long DAY_SECONDS = 24 * HOUR_SECONDS;

    private ZoneRules rules;

    public LocalHours(ZoneId zone) {
        this.rules = zone.getRules();
    }

    public void moveTo(ZoneId zone) {
        rules = zone.getRules();
    }

    /** The first second of the hour that contains {@code second}. */
    public long start(long second) {
        long start = roundDown(second);
        ZoneOffsetTransition change = rules.previousTransition(Instant.ofEpochSecond(second + 1));
        return change == null ? start : Math.max(start, change.toEpochSecond());
    }

    /** The first second after the hour that contains {@code second}. */
    public long end(long second) {
        return Math.min(roundDown(second) + HOUR_SECONDS, change(second));
    }

    /** The next change of the clock after {@code second}; {@link Long#MAX_VALUE} if there is none. */
    long change(long second) {
        ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochSecond(second));
        return change == null ? Long.MAX_VALUE : change.toEpochSecond();
    }

    int offset(long second) {
        return rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }

    long day(long second) {
        return Math.floorDiv(second + offset(second), DAY_SECONDS);
    }

    /** The first second of the day that contains {@code second}. */
    public long dayStart(long second) {
        return midnight(day(second));
    }

    /** The first second after the day that contains {@code second}. */
    public long dayEnd(long second) {
        return midnight(day(second) + 1);
    }

    /** Where the clock skips midnight, the day starts later. */
    private long midnight(long day) {
        LocalDateTime midnight = LocalDate.ofEpochDay(day).atStartOfDay();
        ZoneOffsetTransition change = rules.getTransition(midnight);
        return change != null && change.isGap()
                ? change.toEpochSecond()
                : midnight.toEpochSecond(rules.getValidOffsets(midnight).get(0));
    }

    private long roundDown(long second) {
        return second - Math.floorMod(second + offset(second), HOUR_SECONDS);
    }
}
