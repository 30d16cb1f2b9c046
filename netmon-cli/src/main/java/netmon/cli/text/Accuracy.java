package netmon.cli.text;

import java.util.List;
import netmon.model.App;
import netmon.model.AppTraffic;

/** How well the origin of some bytes is known: three parts, in bytes, that make up the whole. */
public record Accuracy(long measured, long estimated, long unattributed) {
    /** Stands before an amount that is mostly estimated. */
    public static final String ESTIMATED = "~";

    private static final int PARTS = 3;
    private static final int THOUSAND = 1000;

    /** The sums of these rows. */
    public static Accuracy of(List<AppTraffic> rows) {
        long measured = 0;
        long estimated = 0;
        long unattributed = 0;
        for (AppTraffic each : rows) {
            if (each.app().equals(App.UNATTRIBUTED)) {
                unattributed += each.traffic().total();
            } else {
                estimated += each.estimated().total();
                measured += each.traffic().total() - each.estimated().total();
            }
        }
        return new Accuracy(measured, estimated, unattributed);
    }

    /** Such as {@code 97.4 % measured, 2.1 % estimated, 0.5 % unattributed}; the three make 100.0. */
    public String line() {
        int[] tenths = tenths();
        return percent(tenths[0]) + " measured, " + percent(tenths[1]) + " estimated, " + percent(tenths[2])
                + " unattributed";
    }

    /** The estimated part, such as {@code 15.0 %}; empty if nothing is estimated. */
    public String estimatedShare() {
        return estimated == 0 ? "" : percent(estimated, measured + estimated + unattributed);
    }

    /** Whether more than half of an amount is estimated. */
    public static boolean isMostly(long estimated, long amount) {
        return estimated > amount / 2;
    }

    public boolean isEmpty() {
        return measured == 0 && estimated == 0 && unattributed == 0;
    }

    private int[] tenths() {
        long[] parts = {measured, estimated, unattributed};
        double whole = (double) measured + estimated + unattributed;
        int[] tenths = new int[PARTS];
        double[] rests = new double[PARTS];
        int left = THOUSAND;
        for (int i = 0; i < PARTS; i++) {
            double exact = whole == 0 ? 0 : (double) parts[i] * THOUSAND / whole;
            tenths[i] = (int) exact;
            rests[i] = exact - tenths[i];
            left -= tenths[i];
        }
        for (; left > 0 && whole > 0; left--) {
            int largest = largest(rests);
            tenths[largest]++;
            rests[largest] = -1;
        }
        return tenths;
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[largest]) {
                largest = i;
            }
        }
        return largest;
    }

    /** A share of a whole, such as {@code 97.4 %}. */
    public static String percent(long part, long whole) {
        return percent(whole == 0 ? 0 : (int) Math.round((double) part * THOUSAND / whole));
    }

    /** A short share, such as {@code 24 %}, {@code 0.3 %} or {@code <0.1 %}. */
    public static String share(long part, long whole) {
        if (part <= 0 || whole <= 0) {
            return "0 %";
        }
        long tenths = Math.round((double) part * THOUSAND / whole);
        return tenths >= 10 ? (tenths + 5) / 10 + " %" : tenths == 0 ? "<0.1 %" : "0." + tenths + " %";
    }

    private static String percent(int tenths) {
        return tenths / 10 + "." + tenths % 10 + " %";
    }
}
