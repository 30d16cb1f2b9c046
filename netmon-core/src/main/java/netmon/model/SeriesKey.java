package netmon.model;

import java.util.Locale;

/** Names a series of cumulative totals that netmon pushes: an application or an interface, in one of the families. */
public record SeriesKey(SeriesFamily family, String name) {
    /** The series that contains all applications without a series of their own. */
    public static final String OTHER = "_other";

    /** What the bytes of a series are. */
    public enum SeriesFamily {
        /** All bytes of an application. */
        APP,
        /** The estimated part of them. */
        ESTIMATED,
        /** The bytes of a counted interface. */
        INTERFACE;

        /** The word in the database and in messages. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static SeriesFamily of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public static SeriesKey app(String name) {
        return new SeriesKey(SeriesFamily.APP, name);
    }

    public SeriesKey named(String other) {
        return new SeriesKey(family, other);
    }
}
