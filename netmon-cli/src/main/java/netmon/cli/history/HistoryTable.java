package netmon.cli.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import netmon.cli.text.Accuracy;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.BarChart;
import netmon.cli.text.Page;
import netmon.cli.text.TextCell;
import netmon.model.Direction;
import netmon.model.Traffic;

/**
 * A row for each bucket with its bytes, their average rate and a bar; in that of the present bucket the projection for
 * its end. Below them the sum, and what the marks mean.
 */
final class HistoryTable {
    /** The width of the table if that of the terminal is not known. */
    private static final int USUAL_COLUMNS = 80;

    private static final int SHORTEST_BAR = 3;
    private static final int LONGEST_BAR = 40;

    /** The shortest bar, in columns, that may stand beside the projection. */
    private static final int ENOUGH = 8;

    private static final String PARTIAL = "*";
    private static final String RUNNING = "+";
    private static final String CUT = "|";

    private static final int LETTERS_OF_DAY = 3;

    private final HistoryReport report;
    private final Page page;
    private final BarChart bar;
    private final List<List<String>> rows = new ArrayList<>();

    HistoryTable(HistoryReport report, Page page, BarChart bar) {
        this.report = report;
        this.page = page;
        this.bar = bar;
    }

    void print() {
        page.heading("History by " + report.by() + " (" + subject(report) + page.title(report.period()) + ")");
        page.blank();
        report.buckets().forEach(each -> rows.add(cells(each)));
        rows.add(sum());
        int room = printRows();
        page.blank();
        printMarks(room);
        report.running().forEach(this::printProjection);
    }

    /** The application, the interface and the network of a history, for its heading. */
    static String subject(HistoryReport report) {
        String subject = report.subject().isEmpty() ? "" : TextCell.brief(report.subject()) + ", ";
        return report.only() == null ? subject : subject + report.only().word() + " only, ";
    }

    private List<String> cells(Bucket bucket) {
        String name = bucket.label() + weekday(bucket) + mark(bucket);
        return bucket.isUnknown()
                ? List.of(name, "no data", "", "", "")
                : cells(name, bucket.traffic(), bucket.estimated(), bucket.average());
    }

    private List<String> sum() {
        Traffic traffic = Traffic.NONE;
        Traffic estimated = Traffic.NONE;
        long measured = 0;
        for (Bucket each : report.buckets()) {
            traffic = traffic.plus(each.traffic());
            estimated = estimated.plus(each.estimated());
            measured += each.measured();
        }
        return cells("Sum", traffic, estimated, traffic.total() / Math.max(1, measured));
    }

    private List<String> cells(String name, Traffic traffic, Traffic estimated, long average) {
        AmountFormat bytes = page.bytes();
        List<String> cells = new ArrayList<>(List.of(name));
        for (Direction each : List.of(Direction.IN, Direction.OUT, Direction.TOTAL)) {
            boolean isMarked = Accuracy.isMostly(each.of(estimated), each.of(traffic));
            cells.add((isMarked ? Accuracy.ESTIMATED : "") + bytes.of(each.of(traffic)));
        }
        cells.add(bytes.of(average) + "/s");
        return cells;
    }

    private String weekday(Bucket bucket) {
        if (report.by() != BucketSize.DAY) {
            return "";
        }
        String name = Instant.ofEpochSecond(bucket.from())
                .atZone(page.zone())
                .getDayOfWeek()
                .toString();
        return " " + capitalised(name.substring(0, LETTERS_OF_DAY));
    }

    private static String mark(Bucket bucket) {
        String mark = bucket.isRunning() ? RUNNING : isNotWholly(bucket) ? PARTIAL : "";
        return mark.isEmpty() && !bucket.cut() ? " " : mark + (bucket.cut() ? CUT : "");
    }

    /** Whether netmon measured only a part of the bucket's time. */
    private static boolean isNotWholly(Bucket bucket) {
        return bucket.isPartial() && !bucket.isUnknown();
    }

    /** Prints the rows. Returns the columns beside them. */
    private int printRows() {
        int room = page.isTerminal() ? page.columns() : Math.min(page.columns(), USUAL_COLUMNS);
        HistoryGrid grid = new HistoryGrid(capitalised(report.by().toString()), rows, room);
        int left = room - grid.width() - 1;
        int length = barLength(left);
        page.raw(page.emphasised(grid.headings()) + "\n");
        long most = 0;
        for (Bucket each : report.buckets()) {
            most = Math.max(most, each.traffic().total());
        }
        int last = rows.size() - 1;
        for (int i = 0; i < last; i++) {
            Bucket bucket = report.buckets().get(i);
            String drawn = length == 0
                    ? ""
                    : bar.of(bucket.traffic().total(), most, length).stripTrailing();
            page.raw((grid.line(rows.get(i)) + " " + withProjection(bucket, drawn, left)).stripTrailing() + "\n");
        }
        page.raw("-".repeat(Math.min(room, grid.width() + (length == 0 ? 0 : length + 1))) + "\n");
        page.raw(grid.line(rows.get(last)).stripTrailing() + "\n");
        return left;
    }

    /** The length of the longest bar: with a projection beside it if there is room for both. */
    private int barLength(int room) {
        int projections = 0;
        for (Bucket each : report.buckets()) {
            String text = projection(each);
            projections = Math.max(projections, text.isEmpty() ? 0 : text.length() + 1);
        }
        int length = room - projections < ENOUGH ? room : room - projections;
        return length < SHORTEST_BAR ? 0 : Math.min(LONGEST_BAR, length);
    }

    /** The bar, and the projection of a bucket that has not ended; where there is no room for both, the projection. */
    private String withProjection(Bucket bucket, String drawn, int room) {
        String text = projection(bucket);
        if (text.isEmpty() || text.length() > room) {
            return drawn;
        }
        return drawn.length() + 1 + text.length() > room || drawn.isEmpty() ? text : drawn + " " + text;
    }

    private String projection(Bucket bucket) {
        Long expected = bucket.isRunning() && !bucket.traffic().isNone() ? bucket.expected() : null;
        return expected == null ? "" : "projected " + page.bytes().of(expected);
    }

    /** @param room the columns beside the rows; a projection without room there stands here */
    private void printMarks(int room) {
        if (report.buckets().stream().anyMatch(each -> isNotWholly(each) && !each.isRunning())) {
            page.line(PARTIAL + " netmon was not running for a part of it");
        }
        for (Bucket each : report.buckets()) {
            if (each.isRunning()) {
                String text = projection(each);
                page.line(RUNNING + " still in progress" + (text.length() > room ? ", " + text : ""));
            }
        }
        if (report.buckets().stream().anyMatch(Bucket::cut)) {
            page.line(CUT + " partial " + report.by());
        }
        boolean isMarked = rows.stream().anyMatch(each -> each.stream().anyMatch(HistoryTable::isEstimated));
        if (isMarked) {
            page.line(Accuracy.ESTIMATED + " mostly estimated");
        }
    }

    private static boolean isEstimated(String cell) {
        return cell.startsWith(Accuracy.ESTIMATED);
    }

    /** Prints the present day or month if it is longer than a row. */
    private void printProjection(Bucket running) {
        String projected = projection(running);
        boolean isLonger = report.buckets().stream().allMatch(each -> each.length() < running.length());
        if (isLonger && !projected.isEmpty()) {
            page.line(running.label() + " so far: "
                    + page.bytes().of(running.traffic().total()) + ", " + projected);
        }
    }

    static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
