package netmon.cli.text;

/** Writes a length of time in the unit that says enough about it. */
public final class RoundedDuration {
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    /** Up to this many of a unit it is not replaced by the next one. */
    private static final long MOST = 120;

    /** With more hours the minutes are of no interest. */
    private static final long MOST_HOURS = 10;

    private RoundedDuration() {}

    /** Such as {@code 9 s}, {@code 12 min}, {@code 3 h 30 min} or {@code 82 h}. */
    public static String of(long seconds) {
        if (seconds <= MOST) {
            return seconds + " s";
        }
        long minutes = round(seconds, MINUTE);
        if (minutes <= MOST || minutes > MOST_HOURS * MINUTE) {
            return minutes <= MOST ? minutes + " min" : round(seconds, HOUR) + " h";
        }
        long rest = minutes % MINUTE;
        return minutes / MINUTE + " h" + (rest == 0 ? "" : " " + rest + " min");
    }

    private static long round(long seconds, long unit) {
        return (seconds + unit / 2) / unit;
    }
}
