package netmon.model;

import java.util.Locale;

/** Which bytes are meant. */
public enum Direction {
    IN,
    OUT,
    TOTAL;

    /** As one types it: {@code in}. */
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
