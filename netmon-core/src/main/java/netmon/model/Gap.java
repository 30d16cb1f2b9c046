package netmon.model;

/**
 * A stretch of time of which netmon knows less than it should.
 *
 * @param from its begin, epoch seconds
 * @param to its end, epoch seconds, not before {@code from} unless the clock was stepped
 * @param bytes what was booked for it
 * @param detail what else is known, such as the interface's name; may be empty
 */
public record Gap(Kind kind, long from, long to, Traffic bytes, String detail) {
    /** The detail of one that may have begun later. */
    public static final String PERHAPS_LESS = "perhaps less";

    /** Why. The word is what the database holds; it is never renamed. */
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
