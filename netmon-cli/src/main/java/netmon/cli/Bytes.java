package netmon.cli;

/**
 * Writes amounts of bytes as the users of the original know them: units of 1024 called KB, MB, GB and TB with two
 * decimals, plain bytes below. The same in every locale.
 */
final class Bytes {
    private static final String[] UNITS = {"KB", "MB", "GB", "TB"};
    private static final int STEP = 1024;

    private Bytes() {}

    /** Such as {@code 512 B} or {@code 1.85 GB}; rounded half up, so that it is never {@code 1024.00}, but the last. */
    static String of(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        long unit = STEP;
        int name = 0;
        while (name < UNITS.length - 1 && hundredths(bytes, unit) >= 100 * STEP) {
            unit *= STEP;
            name++;
        }
        long hundredths = hundredths(bytes, unit);
        long fraction = hundredths % 100;
        return hundredths / 100 + (fraction < 10 ? ".0" : ".") + fraction + " " + UNITS[name];
    }

    private static long hundredths(long bytes, long unit) {
        return bytes / unit * 100 + (bytes % unit * 100 + unit / 2) / unit;
    }
}
