package netmon.cli.live;

import netmon.cli.text.AmountFormat;
import netmon.cli.text.BarChart;
import netmon.cli.text.TextCell;

/** Lays a row of the live screen out: a name, two rates, and sparks where there is room. */
final class RowLayout {
    /** Such as {@code ~1023.99 Mbit/s}. */
    private static final int BITS_WIDTH = 15;

    private static final int BYTES_WIDTH = 13;

    /** Narrower terminals have no room for sparks; connections have long names. */
    private static final int SPARKS_FROM = 60;

    private static final int SPARKS_FROM_WITH_DETAIL = 100;

    /** Narrower ones have no room for a connection's ends and two rates. */
    private static final int BOTH_FROM_WITH_DETAIL = 60;

    /** A part in ten of the line are sparks, one column a spark. */
    private static final int SPARKS_PART = 3;

    private static final int MOST_SPARKS = 60;

    /** Names are cut to this part in ten where something stands behind them. */
    private static final int NAME_PART = 4;

    /** Where a terminal is so narrow that this does not fit, the rates are cut off. */
    private static final int LEAST_NAME = 5;

    /** What sparks tell of at least, seconds. */
    private static final int SPARKS_SECONDS = 120;

    /** Seconds of one spark, to choose from. */
    private static final int[] SPARK_SECONDS = {2, 5, 10, 15};

    private final View view;
    private final AmountFormat bytes;
    private final BarChart bar;
    private final int nameWidth;
    private final int rateWidth;
    /** Whether there is room for one rate only, that of both directions. */
    private final boolean isSummed;

    private final int sparks;
    private final int sparkSeconds;

    RowLayout(int width, ScreenState state, BarChart bar) {
        this.view = state.view();
        this.bytes = state.amounts().bytes();
        this.bar = bar;
        this.rateWidth = state.amounts().inBits() ? BITS_WIDTH : BYTES_WIDTH;
        int from = view.isAsked() ? SPARKS_FROM_WITH_DETAIL : SPARKS_FROM;
        this.sparks = width < from ? 0 : Math.min(MOST_SPARKS, width * SPARKS_PART / 10);
        this.sparkSeconds = sparkSeconds(sparks);
        this.isSummed = view.isAsked() && width < BOTH_FROM_WITH_DETAIL;
        int rates = isSummed ? 1 : 2;
        this.nameWidth = Math.max(LEAST_NAME, width - rates * (rateWidth + 1) - (sparks == 0 ? 0 : sparks + 2));
    }

    String headings() {
        int minutes = sparks * sparkSeconds / 60;
        return TextCell.fit(view.heading(), nameWidth)
                + rates("Download", "Upload", "Both")
                + (sparks == 0 ? "" : "  " + TextCell.fit("last " + minutes + " min", sparks));
    }

    String of(Rates.RateRow row, long now) {
        return name(row.thing())
                + rates(
                        rate(row.now().received(), row.estimated()),
                        rate(row.now().sent(), row.estimated()),
                        rate(row.now().total(), row.estimated()))
                + (sparks == 0 ? "" : "  " + bar.line(row.series().columns(now, sparks, sparkSeconds)));
    }

    private String name(RateKey thing) {
        String name = TextCell.name(thing.name());
        if (thing.detail().isEmpty()) {
            return TextCell.fit(name, nameWidth);
        }
        int width = nameWidth * NAME_PART / 10;
        return TextCell.fit(name, width) + " " + TextCell.fit(thing.detail(), nameWidth - width - 1);
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
