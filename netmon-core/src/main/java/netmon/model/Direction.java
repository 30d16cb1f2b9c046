package netmon.model;

import java.util.Locale;

/** The bytes that a limit or a report counts. */
public enum Direction {
    IN,
    OUT,
    TOTAL;

    /** The word on a command line: {@code in}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }

    public long of(Traffic traffic) {
        return switch (this) {
            case IN -> traffic.received();
            case OUT -> traffic.sent();
            case TOTAL -> traffic.total();
        };
    }
}
