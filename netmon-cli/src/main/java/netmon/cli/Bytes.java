package netmon.cli;

/**
 * Writes amounts of bytes with two decimals, and without any below the first step, such as {@code 512 B} or
 * {@code 1.85 GB}. The same in every locale.
 */
final class Bytes {
    private final int step;
    private final int factor;
    private final String[] units;

    /**
     * @param step by which a unit is larger than the one before
     * @param factor how many of the first unit a byte has
     */
    Bytes(int step, int factor, String... units) {
        this.step = step;
        this.factor = factor;
        this.units = units;
    }

    /** Rounded half up, and then in the unit that fits: never {@code 1024.00}, but in the last one. */
    String of(long bytes) {
        long amount = Math.min(bytes, Long.MAX_VALUE / factor) * factor;
        if (amount < step) {
            return amount + " " + units[0];
        }
        long unit = step;
        int name = 1;
        while (name < units.length - 1 && hundredths(amount, unit) >= 100L * step) {
            unit *= step;
            name++;
        }
        long hundredths = hundredths(amount, unit);
        long fraction = hundredths % 100;
        return hundredths / 100 + (fraction < 10 ? ".0" : ".") + fraction + " " + units[name];
    }

    private static long hundredths(long amount, long unit) {
        return amount / unit * 100 + (amount % unit * 100 + unit / 2) / unit;
    }
}
