package netmon.cli.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.Traffic;

/**
 * Lists in one line what netmon missed in a period:
 * {@code netmon was not running 02:10-05:40; 340.12 MB of that time have no owner}. Several times of sleep are summed.
 */
public record GapSummary(Period period, Page page) {
    /** Nobody reads a longer list. */
    private static final int MOST_STRETCHES = 3;

    private static final String ASLEEP = "the machine was asleep";

    /** The end of the year 9999. netmon writes no later time. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** The line; empty if nothing was missed. */
    public String of(List<Gap> all) {
        List<Gap> gaps = all.stream().filter(this::isWithin).toList();
        Map<String, StringJoiner> stretches = new LinkedHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        Traffic ownerless = Traffic.NONE;
        List<Gap> sorted = new ArrayList<>(gaps);
        // Java cannot archive the lambdas of its own Comparator.comparing; making one takes a tenth of the start.
        sorted.sort((one, other) -> one.kind().compareTo(other.kind()));
        for (Gap each : sorted) {
            ownerless = isOwnerless(each.kind()) ? ownerless.plus(each.bytes()) : ownerless;
            String words = words(each);
            int count = counts.merge(words, 1, Integer::sum);
            if (count <= MOST_STRETCHES) {
                stretches
                        .computeIfAbsent(words, key -> new StringJoiner(", ", key + " ", ""))
                        .add(stretch(each) + doubt(each));
            }
        }
        StringJoiner line = new StringJoiner(", ");
        stretches.forEach((words, text) -> line.add(
                words.equals(ASLEEP) && counts.getOrDefault(words, 0) > 1
                        ? sumOfSleep(sorted)
                        : text + more(counts.getOrDefault(words, 0))));
        return ownerless.isNone()
                ? line.toString()
                : line + "; " + page.bytes().of(ownerless.total()) + " of that time have no owner";
    }

    private String sumOfSleep(List<Gap> gaps) {
        int count = 0;
        long seconds = 0;
        for (Gap each : gaps) {
            if (each.kind() == Gap.Kind.ASLEEP) {
                count++;
                seconds += Math.min(period.to(), end(each)) - Math.max(period.from(), start(each));
            }
        }
        return ASLEEP + " " + count + " times, " + Timestamps.length(seconds) + " in all";
    }

    private boolean isWithin(Gap gap) {
        return start(gap) < period.to() && (end(gap) > period.from() || start(gap) == period.from());
    }

    private static long start(Gap gap) {
        return Math.min(gap.from(), gap.to());
    }

    private static long end(Gap gap) {
        return Math.max(gap.from(), gap.to());
    }

    private static String more(int count) {
        return count <= MOST_STRETCHES ? "" : " and " + (count - MOST_STRETCHES) + " more";
    }

    private String stretch(Gap gap) {
        LocalDateTime from = local(start(gap));
        LocalDateTime to = local(end(gap));
        if (clock(from, true).equals(clock(to, true))) {
            return clock(from, isDated());
        }
        boolean dated = isDated() || !from.toLocalDate().equals(to.toLocalDate());
        return clock(from, dated) + "-" + clock(to, dated && !from.toLocalDate().equals(to.toLocalDate()));
    }

    /** Marks a gap with an uncertain start, for instance after a power failure. */
    private static String doubt(Gap gap) {
        return gap.detail().equals(Gap.PERHAPS_LESS) ? " (" + gap.detail() + ")" : "";
    }

    private boolean isDated() {
        LocalDate first = local(period.from()).toLocalDate();
        return period.to() == Long.MAX_VALUE
                || !first.equals(local(period.to() - 1).toLocalDate());
    }

    private LocalDateTime local(long second) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(Math.max(0, Math.min(second, LAST_SECOND))), page.zone());
    }

    private static String clock(LocalDateTime time, boolean dated) {
        String text = time.toString(); // 2026-11-01T02:10, perhaps with seconds
        return (dated ? text.substring(0, text.indexOf('T')) + " " : "")
                + text.substring(text.indexOf('T') + 1, text.indexOf('T') + "THH:mm".length());
    }

    private static String words(Gap gap) {
        return switch (gap.kind()) {
            case NOT_RUNNING -> "netmon was not running";
            case ASLEEP -> ASLEEP;
            case STALLED -> gap.isUnmeasured() ? "netmon could not measure" : "netmon was held up";
            case CLOCK_STEPPED -> "the clock was set";
            case COUNTER_RESET -> "a counter was reset";
            case COUNTER_FROZEN -> "a counter stood still";
            case SOCKETS_UNREADABLE -> "sockets could not be read";
            case APP_TRACKING_OFF -> "applications were not tracked";
        };
    }

    /** Whether the bytes of such a gap belong to no application. */
    public static boolean isOwnerless(Gap.Kind kind) {
        return switch (kind) {
            case NOT_RUNNING, ASLEEP, SOCKETS_UNREADABLE, APP_TRACKING_OFF -> true;
            case STALLED, CLOCK_STEPPED, COUNTER_RESET, COUNTER_FROZEN -> false;
        };
    }
}
