package netmon.model;

/** Formats amounts with two decimals, and without decimals below the first step. The same in every locale. */
public final class ScaledAmount {
    private static final int BINARY = 1024;

    private ScaledAmount() {}

    /** Bytes in the format of the original netmon: {@code 512 B}, {@code 1.85 GB}, where a GB is 1024 MB. */
    public static String bytes(long bytes) {
        return of(bytes, BINARY, "B", "KB", "MB", "GB", "TB");
    }

    /**
     * Rounds half up, then chooses the unit: never {@code 1024.00}, except in the last unit.
     *
     * @param step the factor between two units
     */
    public static String of(long amount, int step, String... units) {
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
