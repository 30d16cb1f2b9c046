package netmon.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A time span for which the data are incomplete.
 *
 * @param from epoch second
 * @param to epoch second, not before {@code from} unless the clock was stepped
 * @param bytes the bytes booked for the span
 * @param detail more about it, such as the interface's name; may be empty
 */
public record Gap(Kind kind, long from, long to, Traffic bytes, String detail) {
    /** The detail of a gap that may have begun later than {@code from}. */
    public static final String PERHAPS_LESS = "perhaps less";

    /** The detail of a stalled gap in which the interfaces could not be read. */
    public static final String UNREADABLE = "interfaces unreadable";

    /** Such a gap is written every ten seconds as long as it lasts. */
    private static final long FRESH_SECONDS = 30;

    /** The reason of a gap. The database stores the word, so it is never renamed. */
    public enum Kind {
        NOT_RUNNING,
        ASLEEP,
        STALLED,
        CLOCK_STEPPED,
        COUNTER_RESET,
        COUNTER_FROZEN,
        SOCKETS_UNREADABLE,
        APP_TRACKING_OFF;

        /** The name in small letters, with blanks. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Whether nothing was measured, although the service ran. */
    public boolean isUnmeasured() {
        return kind == Kind.STALLED && detail.equals(UNREADABLE);
    }

    /** Since when nothing is measured, of a service that runs; null if it measures. */
    public static @Nullable Long unmeasuredSince(List<Gap> gaps, long now) {
        Long since = null;
        for (Gap each : gaps) {
            since = each.isUnmeasured() && each.to >= now - FRESH_SECONDS ? Long.valueOf(each.from) : since;
        }
        return since;
    }
}
