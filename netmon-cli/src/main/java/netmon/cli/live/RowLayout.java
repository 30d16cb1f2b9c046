package netmon.cli.live;

import netmon.cli.text.AmountFormat;
import netmon.cli.text.BarChart;
import netmon.cli.text.TextCell;

/** The layout of a row of the live screen: a name, two rates, and a sparkline if there is room. */
final class RowLayout {
    /** Room for {@code ~1023.99 Mbit/s}. */
    private static final int BITS_WIDTH = 15;

    private static final int BYTES_WIDTH = 13;

    /** Least columns for a sparkline; more where rows have a process or connection, because those are long. */
    private static final int SPARKS_FROM = 60;

    private static final int SPARKS_FROM_WITH_DETAIL = 100;

    /** Least columns for two rates beside a process or connection. */
    private static final int BOTH_FROM_WITH_DETAIL = 60;

    /** The sparkline's part of the line, in tenths. */
    private static final int SPARKS_PART = 3;

    private static final int MOST_SPARKS = 60;

    /** The name's part of its column where a process or connection follows, in tenths. */
    private static final int NAME_PART = 4;

    /** Least columns of a name; a narrower terminal cuts the rates off. */
    private static final int LEAST_NAME = 5;

    /** Least seconds that a sparkline covers. */
    private static final int SPARKS_SECONDS = 120;

    /** Possible seconds of one column of a sparkline. */
    private static final int[] SPARK_SECONDS = {2, 5, 10, 15};

    private final View view;
    private final AmountFormat bytes;
    private final BarChart bar;
    private final int nameWidth;
    private final int rateWidth;
    /** Whether there is room for only one rate, that of both directions. */
    private final boolean isSummed;

    private final int sparks;
    private final int sparkSeconds;

    /** The amount of the highest column of all sparklines. */
    private final long most;

    /**
     * @param total the row whose sparkline sets the scale of all
     * @param now the second of its last column
     */
    RowLayout(int width, ScreenState state, BarChart bar, Rates.RateRow total, long now) {
        this.view = state.view();
        this.bytes = state.amounts().bytes();
        this.bar = bar;
        this.rateWidth = state.amounts().inBits() ? BITS_WIDTH : BYTES_WIDTH;
        int from = view.isAsked() ? SPARKS_FROM_WITH_DETAIL : SPARKS_FROM;
        this.sparks = width < from ? 0 : Math.min(MOST_SPARKS, width * SPARKS_PART / 10);
        this.sparkSeconds = sparkSeconds(sparks);
        this.isSummed = view.isAsked() && width < BOTH_FROM_WITH_DETAIL;
        int rates = isSummed ? 1 : 2;
        this.most = sparks == 0 ? 0 : highest(total, now);
        this.nameWidth = Math.max(LEAST_NAME, width - rates * (rateWidth + 1) - (sparks == 0 ? 0 : sparks + 2));
    }

    String headings() {
        int minutes = sparks * sparkSeconds / 60;
        return TextCell.fit(view.heading(), nameWidth)
                + rates("Download", "Upload", "Both")
                + (sparks == 0 ? "" : "  " + TextCell.fit("last " + minutes + " min", sparks));
    }

    String of(Rates.RateRow row, long now) {
        return name(row.key())
                + rates(
                        rate(row.now().received(), row.estimated()),
                        rate(row.now().sent(), row.estimated()),
                        rate(row.now().total(), row.estimated()))
                + (sparks == 0 ? "" : "  " + bar.line(row.series().columns(now, sparks, sparkSeconds), most));
    }

    private long highest(Rates.RateRow row, long now) {
        long highest = 0;
        for (long each : row.series().columns(now, sparks, sparkSeconds)) {
            highest = Math.max(highest, each);
        }
        return highest;
    }

    private String name(RateKey key) {
        String name = TextCell.name(key.name());
        if (key.detail().isEmpty()) {
            return TextCell.fit(name, nameWidth);
        }
        int width = nameWidth * NAME_PART / 10;
        return TextCell.fit(name, width) + " " + TextCell.fit(key.detail(), nameWidth - width - 1);
    }

    private String rate(long amount, boolean estimated) {
        return (estimated && amount > 0 ? "~" : "") + bytes.of(amount) + "/s";
    }

    private String rates(String in, String out, String both) {
        return isSummed ? right(both) : right(in) + right(out);
    }

    private String right(String text) {
        return " " + " ".repeat(Math.max(0, rateWidth - text.length())) + text;
    }

    private static int sparkSeconds(int sparks) {
        for (int each : SPARK_SECONDS) {
            if (sparks * each >= SPARKS_SECONDS) {
                return each;
            }
        }
        return SPARK_SECONDS[SPARK_SECONDS.length - 1];
    }
}
