package netmon.cli.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Timestamps;
import netmon.model.Direction;
import netmon.model.Gap;
import netmon.model.Traffic;

/**
 * Draws buckets as stacked steps in SVG, without a script. Each application's area reaches down to the axis and is
 * covered by those below it in the stack, which needs half as many points.
 */
record StackedChart(ChartSeries series, Direction direction, List<Gap> gaps, AmountFormat bytes, ZoneId zone) {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 300;
    private static final int LEFT = 84;
    private static final int TOP = 10;
    private static final int BOTTOM = 24;
    private static final int LINES = 4;
    private static final int LABELS = 6;

    String svg(String label) {
        HtmlText svg = new HtmlText();
        int height = HEIGHT + TOP + BOTTOM;
        svg.add(
                "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\" data-starts=\"%s\">",
                LEFT + WIDTH, height, label, starts());
        long most = most();
        grid(svg, most);
        // An own coordinate system, so that the script can show a part of the time.
        svg.add(
                "<svg class=\"plot\" x=\"%s\" width=\"%s\" height=\"%s\" viewBox=\"%s 0 %s %s\""
                        + " preserveAspectRatio=\"none\">",
                LEFT, WIDTH, height, LEFT, WIDTH, height);
        areas(svg, most);
        gapMarks(svg);
        svg.add("</svg>");
        times(svg);
        return svg.add("</svg>").toString();
    }

    /** The names of the buckets, for the script. */
    private String starts() {
        StringJoiner starts = new StringJoiner("|");
        for (int i = 0; i < series.buckets(); i++) {
            starts.add(time(series.edges().get(i)));
        }
        return starts.toString();
    }

    private long most() {
        long most = 1;
        for (int i = 0; i < series.buckets(); i++) {
            most = Math.max(most, direction.of(series.sum(i)));
        }
        return most;
    }

    private void grid(HtmlText svg, long most) {
        for (int i = 0; i <= LINES; i++) {
            int y = TOP + HEIGHT - HEIGHT * i / LINES;
            svg.add("<path class=\"line\" d=\"M%s %sh%s\"/>", LEFT, y, WIDTH);
            svg.add(
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>",
                    LEFT - 6, y + 4, bytes.of(most / LINES * i));
        }
    }

    /** The upper edge of each application in the stack, from the top one down. */
    private void areas(HtmlText svg, long most) {
        int names = series.names().size();
        double[] top = new double[series.buckets()];
        List<String> paths = new ArrayList<>();
        for (int name = names - 1; name >= 0; name--) { // Unattributed at the bottom
            boolean isDrawn = false;
            for (int i = 0; i < top.length; i++) {
                Traffic traffic = series.traffic().get(name).get(i);
                isDrawn |= !traffic.isNone();
                top[i] += direction.of(traffic);
            }
            if (isDrawn) {
                paths.add("<path class=\"" + colour(series, name) + "\" d=\"" + steps(top, most) + "\"/>");
            }
        }
        for (int i = paths.size() - 1; i >= 0; i--) {
            svg.add(paths.get(i));
        }
    }

    /** The class that colours an application. */
    static String colour(ChartSeries series, int name) {
        int named = series.names().size() - 2;
        return name < named ? "s" + name : name == named ? "others" : "unattributed";
    }

    private static String steps(double[] top, long most) {
        StringBuilder path = new StringBuilder("M" + LEFT + " " + (TOP + HEIGHT));
        int y = TOP + HEIGHT;
        for (int i = 0; i < top.length; i++) {
            int now = y(top[i], most);
            if (now != y) {
                path.append('V').append(now);
                y = now;
            }
            if (i + 1 == top.length || y(top[i + 1], most) != y) {
                path.append('H').append(x(i + 1, top.length));
            }
        }
        return path.append('V').append(TOP + HEIGHT).append('z').toString();
    }

    private static int y(double bytes, long most) {
        return TOP + HEIGHT - (int) Math.round(HEIGHT * bytes / most);
    }

    private static int x(int edge, int buckets) {
        return LEFT + (int) Math.round((double) WIDTH * edge / buckets);
    }

    /** Marks where netmon did not run. */
    private void gapMarks(HtmlText svg) {
        long from = series.edges().get(0);
        long to = series.edges().get(series.buckets());
        for (Gap each : gaps) {
            long start = Math.max(from, each.from());
            long end = Math.min(to, each.to());
            if (each.kind() == Gap.Kind.NOT_RUNNING && end > start) {
                long x = LEFT + WIDTH * (start - from) / (to - from);
                long width = Math.max(1, WIDTH * (end - start) / (to - from));
                svg.add("<rect class=\"gap\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>", x, TOP, width, HEIGHT);
            }
        }
    }

    private void times(HtmlText svg) {
        int step = Math.max(1, series.buckets() / LABELS);
        for (int i = 0; i < series.buckets(); i += step) {
            boolean isLast = x(i, series.buckets()) > LEFT + WIDTH - 60;
            if (!isLast) {
                svg.add(
                        "<text class=\"time\" x=\"%s\" y=\"%s\">%s</text>",
                        x(i, series.buckets()),
                        TOP + HEIGHT + 18,
                        time(series.edges().get(i)));
            }
        }
    }

    private String time(long second) {
        long length = series.edges().get(1) - series.edges().get(0);
        ZonedDateTime time = Instant.ofEpochSecond(second).atZone(zone);
        String text = Timestamps.text(second, zone); // 2026-11-04 15:30:00
        boolean isShort = length < 3600 && series.buckets() * length <= 90_000;
        return isShort
                ? text.substring(11, 16)
                : length < 80_000 ? text.substring(5, 16) : time.toLocalDate().toString();
    }
}
