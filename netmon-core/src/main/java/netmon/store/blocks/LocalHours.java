package netmon.store.blocks;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The hours of the local clock as epoch seconds. They never reach over a change of the clock, so they are shorter than
 * 3600 seconds where it is set by half an hour. The zone may be changed: hours of before and after it are of different
 * zones then, and what was already made into hours stays so.
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

    /** The first second of the hour in which {@code second} is. */
    public long start(long second) {
        long start = roundDown(second);
        ZoneOffsetTransition change = rules.previousTransition(Instant.ofEpochSecond(second + 1));
        return change == null ? start : Math.max(start, change.toEpochSecond());
    }

    /** The first second after the hour in which {@code second} is. */
    public long end(long second) {
        return Math.min(roundDown(second) + HOUR_SECONDS, change(second));
    }

    /** The first second after {@code second} from which on the hours begin at other minutes, or without end. */
    long change(long second) {
        ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochSecond(second));
        return change == null ? Long.MAX_VALUE : change.toEpochSecond();
    }

    /** By how many seconds the local clock is ahead of UTC. */
    int offset(long second) {
        return rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }

    /** The number of the local day in which {@code second} is. */
    long day(long second) {
        return Math.floorDiv(second + offset(second), DAY_SECONDS);
    }

    private long roundDown(long second) {
        return second - Math.floorMod(second + offset(second), HOUR_SECONDS);
    }
}
