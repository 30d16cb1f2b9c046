package netmon.cli.text;

import netmon.model.ScaledAmount;

/**
 * Writes amounts of bytes with two decimals, and without any below the first step, such as {@code 512 B} or
 * {@code 1.85 GB}. The same in every locale.
 */
public final class AmountFormat {
    private final int step;
    private final int factor;
    private final String[] units;

    /**
     * @param step by which a unit is larger than the one before
     * @param factor how many of the first unit a byte has
     */
    AmountFormat(int step, int factor, String... units) {
        this.step = step;
        this.factor = factor;
        this.units = units;
    }

    /** Rounded half up, in the unit that fits. */
    public String of(long bytes) {
        return ScaledAmount.of(Math.min(bytes, Long.MAX_VALUE / factor) * factor, step, units);
    }
}
