package netmon.model;

import java.util.Locale;

/** The bytes that a limit or a report counts. */
public enum Direction {
    IN,
    OUT,
    TOTAL;

    /** The word in data: {@code in}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word for people: {@code down}. */
    @Override
    public String toString() {
        return switch (this) {
            case IN -> "down";
            case OUT -> "up";
            case TOTAL -> word();
        };
    }

    public long of(Traffic traffic) {
        return switch (this) {
            case IN -> traffic.received();
            case OUT -> traffic.sent();
            case TOTAL -> traffic.total();
        };
    }
}
