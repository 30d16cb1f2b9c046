package netmon.model;

/**
 * A time span for which the data are incomplete.
 *
 * @param from its start, epoch seconds
 * @param to its end, epoch seconds, not before {@code from} unless the clock was stepped
 * @param bytes the bytes booked for the span
 * @param detail more about it, such as the interface's name; may be empty
 */
public record Gap(Kind kind, long from, long to, Traffic bytes, String detail) {
    /** The detail of a gap that may have begun later than {@code from}. */
    public static final String PERHAPS_LESS = "perhaps less";

    /** The reason of a gap. The database stores the word, so it is never renamed. */
    public enum Kind {
        NOT_RUNNING("not running"),
        ASLEEP("asleep"),
        STALLED("stalled"),
        CLOCK_STEPPED("clock stepped"),
        COUNTER_RESET("counter reset"),
        COUNTER_FROZEN("counter frozen"),
        SOCKETS_UNREADABLE("sockets unreadable"),
        APP_TRACKING_OFF("app tracking off");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
