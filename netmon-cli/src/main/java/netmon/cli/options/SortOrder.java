package netmon.cli.options;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import netmon.model.Direction;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** The order of rows. */
public enum SortOrder {
    IN,
    OUT,
    TOTAL,
    NAME;

    /** The largest first; rows of the same size by name. */
    public <T> Comparator<T> of(Function<T, String> name, Function<T, Traffic> traffic) {
        Comparator<T> byName = (a, b) -> name.apply(a).compareTo(name.apply(b));
        if (this == NAME) {
            return byName;
        }
        // Not thenComparing: class archives cannot hold its lambda.
        return (a, b) -> {
            int bySize = Long.compare(size(traffic.apply(b)), size(traffic.apply(a)));
            return bySize != 0 ? bySize : byName.compare(a, b);
        };
    }

    /** The next one, for a key that goes through all of them. */
    public SortOrder next() {
        return switch (this) {
            case TOTAL -> IN;
            case IN -> OUT;
            case OUT -> NAME;
            case NAME -> TOTAL;
        };
    }

    /** The direction with the most bytes in the first rows; null if the names have an order. */
    public @Nullable Direction direction() {
        return switch (this) {
            case IN -> Direction.IN;
            case OUT -> Direction.OUT;
            case TOTAL -> Direction.TOTAL;
            case NAME -> null;
        };
    }

    private long size(Traffic traffic) {
        return switch (this) {
            case IN -> traffic.received();
            case OUT -> traffic.sent();
            case TOTAL, NAME -> traffic.total();
        };
    }

    @Override
    public String toString() {
        return switch (this) {
            case IN -> "down";
            case OUT -> "up";
            case TOTAL, NAME -> name().toLowerCase(Locale.ROOT);
        };
    }
}
