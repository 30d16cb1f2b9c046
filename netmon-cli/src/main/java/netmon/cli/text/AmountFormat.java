package netmon.cli.text;

import netmon.model.ScaledAmount;
import netmon.model.Traffic;

/**
 * Writes amounts of bytes with two decimals, below the first step with none: {@code 1.85 GB}, {@code 512 B}. The result
 * is the same in every locale.
 */
public final class AmountFormat {
    private final int step;
    private final int factor;
    private final String[] units;

    /**
     * @param step the ratio of a unit to the one before
     * @param factor how many of the first unit make a byte
     */
    AmountFormat(int step, int factor, String... units) {
        this.step = step;
        this.factor = factor;
        this.units = units;
    }

    /** Short text for a status bar, such as {@code 1.88 GB down, 252.29 MB up}. */
    public String downAndUp(Traffic traffic) {
        return of(traffic.received()) + " down, " + of(traffic.sent()) + " up";
    }

    /** Rounds half up, in the largest unit that is not larger than the amount. */
    public String of(long bytes) {
        return ScaledAmount.of(Math.min(bytes, Long.MAX_VALUE / factor) * factor, step, units);
    }
}
