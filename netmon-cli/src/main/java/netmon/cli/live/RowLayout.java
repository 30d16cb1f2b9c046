package netmon.cli.live;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.live.terminal.ScreenLine.PartColour;
import netmon.cli.live.terminal.ScreenLine.TextPart;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.BarChart;
import netmon.cli.text.TextCell;

/**
 * The layout of a row of the live screen: a name, rates, the bytes of today and a sparkline, as far as the terminal has
 * room for them.
 */
final class RowLayout {
    /** Room for {@code ~1023.99 Mbit}. */
    private static final int BITS_WIDTH = 13;

    /** Room for {@code ~1023.99 MB}. */
    private static final int BYTES_WIDTH = 11;

    /** Least columns of a terminal for today's bytes, and for a rate of both directions beside one of each. */
    private static final int TODAY_FROM = 56;

    private static final int TOTAL_FROM = 78;

    /** The same where rows have a process or connection, which are long. */
    private static final int BOTH_FROM_WITH_DETAIL = 60;

    private static final int TOTAL_FROM_WITH_DETAIL = 100;

    /** Least columns of a name beside a sparkline; a process or connection needs more. */
    private static final int NAME_BESIDE_SPARKS = 19;

    private static final int DETAIL_BESIDE_SPARKS = 50;

    /** Least columns of a sparkline, and its part of the line in tenths. */
    private static final int LEAST_SPARKS = 10;

    private static final int SPARKS_PART = 3;

    private static final int MOST_SPARKS = 60;

    /** Blanks before a sparkline. */
    private static final int SPARKS_MARGIN = 2;

    /** The name's part of its column where a process or connection follows, in tenths. */
    private static final int NAME_PART = 4;

    /** Least columns of a name; a narrower terminal cuts the rates off. */
    private static final int LEAST_NAME = 5;

    /** Least seconds that a sparkline covers. */
    private static final int SPARKS_SECONDS = 120;

    /** Possible seconds of one column of a sparkline. */
    private static final int[] SPARK_SECONDS = {2, 5, 10, 15};

    private static final String BELOW = "  ";

    private final View view;
    private final AmountFormat bytes;
    private final BarChart bar;
    private final int nameWidth;
    private final int amountWidth;
    /** Whether a row has the rates of both directions, and one of both together. */
    private final boolean hasDirections;

    private final boolean hasTotal;
    private final boolean hasToday;

    /** Whether the rows are those of one application, which they need not name. */
    private final boolean isOneApp;

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
        this.isOneApp = state.focus().app() != null;
        this.amountWidth = state.amounts().inBits() ? BITS_WIDTH : BYTES_WIDTH;
        this.hasDirections = !view.isAsked() || width >= BOTH_FROM_WITH_DETAIL;
        this.hasTotal = !hasDirections || width >= (view.isAsked() ? TOTAL_FROM_WITH_DETAIL : TOTAL_FROM);
        this.hasToday = !view.isAsked() && width >= TODAY_FROM;
        int amounts = (hasDirections ? 2 : 0) + (hasTotal ? 1 : 0) + (hasToday ? 1 : 0);
        int rest = width - amounts * (amountWidth + 1);
        this.sparks = sparks(width, rest - (view.isAsked() ? DETAIL_BESIDE_SPARKS : NAME_BESIDE_SPARKS));
        this.sparkSeconds = sparkSeconds(sparks);
        this.most = sparks == 0 ? 0 : highest(total, now);
        this.nameWidth = Math.max(LEAST_NAME, rest - (sparks == 0 ? 0 : sparks + SPARKS_MARGIN));
    }

    /** The columns of a sparkline; 0 if there is no room for one. */
    private static int sparks(int width, int room) {
        int columns = Math.min(Math.min(MOST_SPARKS, width * SPARKS_PART / 10), room - SPARKS_MARGIN);
        return columns < LEAST_SPARKS ? 0 : columns;
    }

    String headings() {
        int minutes = sparks * sparkSeconds / 60;
        return TextCell.fit(view.heading(), nameWidth)
                + (hasDirections ? right("Download/s", amountWidth) + right("Upload/s", amountWidth) : "")
                + (hasTotal ? right("Total/s", amountWidth) : "")
                + (hasToday ? right("Today", amountWidth) : "")
                + (sparks == 0 ? "" : " ".repeat(SPARKS_MARGIN) + TextCell.fit("last " + minutes + " min", sparks));
    }

    /** The parts of a row, which together have the whole width. */
    List<TextPart> of(Rates.RateRow row, TodayAmounts.DayAmount today, long now) {
        List<TextPart> parts = new ArrayList<>();
        parts.add(new TextPart(PartColour.NONE, name(row.key())));
        if (hasDirections) {
            parts.add(rate(
                    PartColour.DOWNLOAD, row.now().received(), row.estimated().received()));
            parts.add(rate(PartColour.UPLOAD, row.now().sent(), row.estimated().sent()));
        }
        if (hasTotal) {
            parts.add(rate(PartColour.NONE, row.now().total(), row.estimated().total()));
        }
        if (hasToday) {
            String amount = marked(today.estimated(), today.bytes()) + bytes.of(today.bytes());
            parts.add(new TextPart(PartColour.NONE, right(amount, amountWidth)));
        }
        if (sparks > 0) {
            String line = bar.line(row.series().columns(now, sparks, sparkSeconds), most);
            parts.add(new TextPart(PartColour.SPARKLINE, " ".repeat(SPARKS_MARGIN) + line));
        }
        return parts;
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
        if (key.shown().isEmpty()) {
            return TextCell.fit(name, nameWidth);
        }
        int width = isOneApp ? 0 : nameWidth * NAME_PART / 10;
        String app = width == 0 ? "" : TextCell.fit(name, width) + " ";
        if (isOneApp && key.isConnection()) { // below its process
            return BELOW + detail(key, nameWidth - BELOW.length());
        }
        return app + detail(key, nameWidth - width - (width == 0 ? 0 : 1));
    }

    /** A far address that is too long loses its middle, so that its port stays visible. */
    private static String detail(RateKey key, int width) {
        int end = key.isConnection() ? key.shown().indexOf(' ') : 0;
        return end <= width
                ? TextCell.fit(key.shown(), width)
                : TextCell.fitEnds(key.shown().substring(0, end), width);
    }

    private TextPart rate(PartColour colour, long amount, long estimated) {
        return new TextPart(
                colour, right(marked(Accuracy.isMostly(estimated, amount), amount) + bytes.of(amount), amountWidth));
    }

    private static String marked(boolean estimated, long amount) {
        return estimated && amount > 0 ? Accuracy.ESTIMATED : "";
    }

    private static String right(String text, int width) {
        return " " + " ".repeat(Math.max(0, width - text.length())) + text;
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
