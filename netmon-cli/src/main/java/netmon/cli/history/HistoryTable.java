package netmon.cli.history;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import netmon.cli.text.BarChart;
import netmon.cli.text.Page;
import netmon.cli.text.TextCell;

/**
 * A row with two bars for each bucket; below them the largest ones, and the expected totals of the present day and
 * month.
 */
final class HistoryTable {
    private static final int TOP = 3;

    /** The width of the table if that of the terminal is not known. */
    private static final int USUAL_COLUMNS = 80;

    /** A blank between the columns. */
    private static final int BETWEEN = 1;

    private static final int SHORTEST_BAR = 3;
    private static final String PARTIAL = "~";
    private static final String RUNNING = "+";
    private static final String CUT = "|";

    private final HistoryReport report;
    private final Page page;
    private final BarChart bar;
    private final List<String[]> cells = new ArrayList<>();

    HistoryTable(HistoryReport report, Page page, BarChart bar) {
        this.report = report;
        this.page = page;
        this.bar = bar;
    }

    void print() {
        String subject = report.app() == null ? "" : TextCell.brief(report.app()) + ", ";
        page.heading(
                "History by " + report.by() + " (" + subject + page.title(report.period()) + ")");
        page.blank();
        for (Bucket each : report.buckets()) {
            cells.add(cells(each));
        }
        printRows();
        page.blank();
        printTop();
        printMarks();
        report.running().forEach(this::printEstimate);
    }

    private String[] cells(Bucket bucket) {
        String mark = mark(bucket);
        if (bucket.isUnknown()) {
            return new String[] {bucket.label() + mark, "no data", ""};
        }
        return new String[] {
            bucket.label() + mark,
            page.bytes().of(bucket.traffic().received()),
            page.bytes().of(bucket.traffic().sent())
        };
    }

    private static String mark(Bucket bucket) {
        String mark = bucket.isRunning() ? RUNNING : isNotWholly(bucket) ? PARTIAL : "";
        return mark.isEmpty() && !bucket.cut() ? " " : mark + (bucket.cut() ? CUT : "");
    }

    /** Whether netmon measured only a part of it. */
    private static boolean isNotWholly(Bucket bucket) {
        return bucket.isPartial() && !bucket.isUnknown();
    }

    private void printRows() {
        String[] titles = {capitalised(report.by()), "Downloaded", "Uploaded"};
        int[] widths = widths(titles);
        int used = widths[0] + widths[1] + widths[2] + 2 * BETWEEN;
        int length = (Math.min(page.columns(), USUAL_COLUMNS) - used) / 2 - BETWEEN;
        page.raw(page.emphasised(line(titles, widths)) + "\n");
        long most = report.buckets().stream()
                .mapToLong(each ->
                        Math.max(each.traffic().received(), each.traffic().sent()))
                .max()
                .orElse(0);
        for (int i = 0; i < cells.size(); i++) {
            Bucket bucket = report.buckets().get(i);
            String bars = length < SHORTEST_BAR
                    ? ""
                    : " " + bar.of(bucket.traffic().received(), most, length) + " "
                            + bar.of(bucket.traffic().sent(), most, length);
            page.raw((line(cells.get(i), widths) + bars).stripTrailing() + "\n");
        }
    }

    /** The widths of the longest cells, titles included. */
    private int[] widths(String... titles) {
        int[] widths = new int[titles.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = titles[i].length();
            for (String[] each : cells) {
                widths[i] = Math.max(widths[i], each[i].length());
            }
        }
        return widths;
    }

    private static String line(String[] cells, int[] widths) {
        StringJoiner line = new StringJoiner(" ");
        for (int i = 0; i < cells.length; i++) {
            line.add(TextCell.fit(cells[i], widths[i]));
        }
        return line.toString();
    }

    private void printTop() {
        StringJoiner top = new StringJoiner(", ", "Most: ", "");
        for (Bucket each : report.top(TOP)) {
            top.add(each.label() + " " + page.bytes().of(each.traffic().total()));
        }
        page.line(top.toString());
    }

    private void printMarks() {
        if (report.buckets().stream().anyMatch(each -> isNotWholly(each) && !each.isRunning())) {
            page.line(PARTIAL + " netmon was not running for a part of it");
        }
        if (report.buckets().stream().anyMatch(Bucket::isRunning)) {
            page.line(RUNNING + " still in progress");
        }
        if (report.buckets().stream().anyMatch(Bucket::cut)) {
            page.line(CUT + " partial " + report.by());
        }
    }

    private void printEstimate(Bucket running) {
        if (!running.traffic().isNone()) {
            page.line(running.label() + " so far: "
                    + page.bytes().of(running.traffic().total())
                    + ", projected "
                    + page.bytes().of(running.expected()));
        }
    }

    private static String capitalised(BucketSize by) {
        String word = by.toString();
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
