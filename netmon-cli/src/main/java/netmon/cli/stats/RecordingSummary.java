package netmon.cli.stats;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import netmon.cli.text.GapSummary;
import netmon.cli.text.Page;
import netmon.cli.text.PeriodDates;
import netmon.cli.text.Timestamps;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Says below a table since when netmon records, and sums up what it missed:
 * {@code recording since 00:00, 1 gap of 9 s, asleep 3 times, 8 h in all}.
 *
 * @param first the first second with data; null if not known
 * @param isRunning whether the service may run
 */
record RecordingSummary(Page page, @Nullable Long first, boolean isRunning) {
    /** The gaps of one kind within the period. */
    private static final class KindOfGaps {
        int count;
        long seconds;
    }

    /** The line about the period. */
    String line(Period period, List<Gap> gaps) {
        long start = first == null ? period.from() : Math.max(first, period.from());
        boolean isPresent = isRunning && period.to() > page.now();
        String from = isPresent || start > period.from()
                ? " since " + new PeriodDates(page.zone(), page.now()).moment(start)
                : "";
        Map<Gap.Kind, KindOfGaps> kinds = new EnumMap<>(Gap.Kind.class);
        Map<Gap.Kind, KindOfGaps> unmeasured = new EnumMap<>(Gap.Kind.class);
        Traffic ownerless = Traffic.NONE;
        for (Gap each : gaps) {
            if (count(each.isUnmeasured() ? unmeasured : kinds, each, period)) {
                ownerless = GapSummary.isOwnerless(each.kind()) ? ownerless.plus(each.bytes()) : ownerless;
            }
        }
        StringBuilder line = new StringBuilder(isPresent ? "recording" : "recorded").append(from);
        kinds.forEach((kind, sum) -> line.append(", ").append(words(kind, sum)));
        unmeasured.values().forEach(sum -> line.append(", not measured for ").append(Timestamps.length(sum.seconds)));
        return ownerless.isNone()
                ? line.toString()
                : line + "; " + page.bytes().of(ownerless.total()) + " of that time have no owner";
    }

    /** Adds the part of a gap within the period. Returns false if there is none. */
    private static boolean count(Map<Gap.Kind, KindOfGaps> kinds, Gap gap, Period period) {
        long from = Math.max(period.from(), Math.min(gap.from(), gap.to()));
        long to = Math.min(period.to(), Math.max(gap.from(), gap.to()));
        boolean isMoment = gap.from() == gap.to();
        if (to < from || (to == from && !isMoment)) {
            return false;
        }
        KindOfGaps sum = kinds.computeIfAbsent(gap.kind(), kind -> new KindOfGaps());
        sum.count++;
        sum.seconds += to - from;
        return true;
    }

    private static String words(Gap.Kind kind, KindOfGaps sum) {
        boolean isOne = sum.count == 1;
        String times = isOne ? "once" : sum.count + " times";
        String length = Timestamps.length(sum.seconds);
        return switch (kind) {
            case NOT_RUNNING -> isOne ? "1 gap of " + length : sum.count + " gaps, " + length + " in all";
            case ASLEEP -> isOne ? "asleep for " + length : "asleep " + times + ", " + length + " in all";
            case STALLED -> "held up " + times + " for " + length;
            case CLOCK_STEPPED -> "clock set " + times;
            case COUNTER_RESET -> "a counter reset " + times;
            case COUNTER_FROZEN -> "a counter stood still for " + length;
            case SOCKETS_UNREADABLE -> "sockets unreadable for " + length;
            case APP_TRACKING_OFF -> "applications not tracked for " + length;
        };
    }
}
