package netmon.model;

import java.util.Locale;

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
}
