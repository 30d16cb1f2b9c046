package netmon.cli.text;

import java.util.List;

/** Draws amounts as bars: in blocks of an eighth of a column, or in ASCII. */
public record BarChart(boolean ascii) {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
    private static final String HEIGHTS = "▁▂▃▄▅▆▇█";
    private static final int PARTS = 8;

    /** A bar that fills exactly this many columns with blanks. Every amount above 0 is visible. */
    public String of(long amount, long most, int columns) {
        if (ascii) {
            int length = scaled(amount, most, columns);
            return "#".repeat(length) + " ".repeat(columns - length);
        }
        int eighths = scaled(amount, most, columns * PARTS);
        int full = eighths / PARTS;
        String tip = eighths % PARTS == 0 ? "" : EIGHTHS.substring(eighths % PARTS, eighths % PARTS + 1);
        return "█".repeat(full) + tip + " ".repeat(columns - full - tip.length());
    }

    /** One column for each amount. */
    public String line(List<Long> amounts) {
        return line(amounts, amounts.stream().mapToLong(Long::longValue).max().orElse(0));
    }

    /**
     * One column for each amount.
     *
     * @param most the amount of the highest column; a larger one is cut
     */
    public String line(List<Long> amounts, long most) {
        StringBuilder line = new StringBuilder();
        for (long each : amounts) {
            int height = Math.min(PARTS, scaled(each, most, PARTS));
            line.append(height == 0 ? ' ' : ascii ? (char) ('0' + height) : HEIGHTS.charAt(height - 1));
        }
        return line.toString();
    }

    private static int scaled(long amount, long most, int length) {
        if (amount <= 0 || most <= 0) {
            return 0;
        }
        return Math.max(1, (int) Math.round((double) amount / most * length));
    }
}
