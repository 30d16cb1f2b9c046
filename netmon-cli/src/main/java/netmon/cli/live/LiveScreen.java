package netmon.cli.live;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.live.terminal.ScreenLine;
import netmon.cli.live.terminal.ScreenLine.LineStyle;
import netmon.cli.options.SortOrder;
import netmon.cli.text.BarChart;
import netmon.cli.text.DisplayWidth;
import netmon.cli.text.TextCell;
import netmon.cli.text.Timestamps;
import netmon.model.PlainText;

/** Draws the live screen: makes lines of text of exactly the terminal's size from the data and the user's choices. */
final class LiveScreen {
    private static final List<String> HELP = List.of(
            "q            end",
            "a i          by application, by interface",
            "p c          by process, by connection",
            "/            show only rows containing TEXT; Escape shows all",
            "s            sort by in, out, total, name",
            "u            units: original, iec, si, bits",
            "Space        pauses",
            "arrows j k   scroll; also page up and down",
            "? h          this help",
            "",
            "A rate is the mean of the last 3 seconds. All sparklines have one",
            "scale. The bytes of an application are divided among its processes",
            "and connections as the system counts them; ~ is estimated.");

    private static final String KEYS = "q quit  / filter  a apps  p processes  c connections  s sort  u units  ? help";

    private static final String FEW_KEYS = "q quit  / filter  p c a i  s u  ? help";

    /** Least height for the busiest interfaces above the table. */
    private static final int TALL = 20;

    private static final int MAX_INTERFACES = 3;

    /** Usual age of rates in seconds: on an idle machine the service keeps bytes pending for some seconds. */
    private static final long USUAL_AGE = 7;

    /** Lines around the rows: title, total, headings, keys. */
    private static final int FRAME_LINES = 4;

    private final LiveModel model;
    private final ZoneId zone;
    private final BarChart bar;
    private final boolean ascii;

    /** @param ascii whether the terminal shows ASCII only */
    LiveScreen(LiveModel model, ZoneId zone, boolean ascii) {
        this.model = model;
        this.zone = zone;
        this.bar = new BarChart(ascii);
        this.ascii = ascii;
    }

    /** The number of rows that fit. */
    int page(ScreenState state, int height) {
        return Math.max(0, height - FRAME_LINES - interfaces(state, height).size());
    }

    /** The number of all rows. */
    int rows(ScreenState state) {
        return rowsOf(state).size();
    }

    List<ScreenLine> draw(ScreenState state, int width, int height) {
        RowLayout row = new RowLayout(width, state, bar, totalOf(state), totalNow(state));
        long now = model.now(state.view());
        List<Rates.RateRow> rows = rowsOf(state);
        int page = page(state, height);
        int top = Math.max(0, Math.min(state.top(), rows.size() - page));
        List<ScreenLine> lines = new ArrayList<>();
        lines.add(new ScreenLine(LineStyle.STRONG, title(state, width, top, page, rows.size())));
        lines.add(new ScreenLine(LineStyle.STRONG, total(row, state)));
        for (Rates.RateRow each : interfaces(state, height)) {
            lines.add(new ScreenLine(LineStyle.PLAIN, row.of(each, model.now(View.INTERFACES))));
        }
        lines.add(new ScreenLine(LineStyle.HEADING, row.headings()));
        for (int i = 0; i < page; i++) {
            String text = state.isHelp()
                    ? (i < HELP.size() ? HELP.get(i) : "")
                    : top + i < rows.size() ? row.of(rows.get(top + i), now) : placeholder(state, i, rows.isEmpty());
            lines.add(new ScreenLine(LineStyle.PLAIN, text));
        }
        lines.add(new ScreenLine(LineStyle.FAINT, foot(state, width)));
        return lines.stream()
                .limit(height)
                .map(each ->
                        new ScreenLine(each.style(), TextCell.fit(ascii ? ascii(each.text()) : each.text(), width)))
                .toList();
    }

    /** The table for {@code --once} and for a pipe: headings, all rows, the total. */
    List<String> plain(ScreenState state, int width) {
        RowLayout row = new RowLayout(width, state, bar, totalOf(state), totalNow(state));
        List<String> lines = new ArrayList<>();
        lines.add(time(state) + "  " + state.view().words() + ", per second");
        lines.add(row.headings());
        for (Rates.RateRow each : rowsOf(state)) {
            lines.add(row.of(each, model.now(state.view())));
        }
        lines.add(total(row, state));
        return lines.stream()
                .map(each -> (ascii ? ascii(each) : each).stripTrailing())
                .toList();
    }

    private List<Rates.RateRow> rowsOf(ScreenState state) {
        return model.of(state.view()).rows(model.now(state.view()), state.filter(), state.order());
    }

    /** The busiest interfaces that count, if there is room for them. */
    private List<Rates.RateRow> interfaces(ScreenState state, int height) {
        if (height < TALL || state.view() == View.INTERFACES) {
            return List.of();
        }
        List<Rates.RateRow> counted =
                model.of(View.INTERFACES).rows(model.now(View.INTERFACES), "", SortOrder.TOTAL).stream()
                        .filter(each -> each.key().detail().isEmpty())
                        .limit(MAX_INTERFACES)
                        .toList();
        return counted.size() == 1 ? List.of() : counted; // the only one has the numbers of the total
    }

    private String total(RowLayout row, ScreenState state) {
        return row.of(totalOf(state), totalNow(state));
    }

    private Rates.RateRow totalOf(ScreenState state) {
        return model.of(wholeOf(state)).total(totalNow(state));
    }

    private long totalNow(ScreenState state) {
        return model.now(wholeOf(state));
    }

    /** The view whose rows make up the total. */
    private static View wholeOf(ScreenState state) {
        return state.view() == View.INTERFACES ? View.INTERFACES : View.APPS;
    }

    private String title(ScreenState state, int width, int top, int page, int rows) {
        String left = "netmon live: " + state.view().words() + " by " + state.order()
                + (rows > page ? ", " + (top + 1) + "-" + Math.min(rows, top + page) + " of " + rows : "");
        String right = (state.paused() ? "PAUSED " : "") + time(state);
        int room = width - right.length() - 1;
        return room < 1 ? right : TextCell.fit(left, room) + " " + right;
    }

    /** The text in a line of the table without a row. */
    private String placeholder(ScreenState state, int line, boolean isEmpty) {
        if (line > 0 || !isEmpty) {
            return "";
        }
        if (model.isAwaited(state.view())) {
            return Update.WAITING;
        }
        return state.filter().isEmpty() ? "nothing moves" : "no row matches \"" + state.filter() + "\"";
    }

    private String foot(ScreenState state, int width) {
        if (state.isTyping()) {
            return "/" + state.filter() + "_";
        }
        if (!model.trouble().isEmpty()) {
            return model.trouble();
        }
        String keys = KEYS.length() <= width ? KEYS : FEW_KEYS;
        return state.filter().isEmpty() ? keys : "/" + state.filter() + "  Escape shows all";
    }

    /** The time; the time and age of the rates if they are older than usual. */
    private String time(ScreenState state) {
        long ago = model.clock() - model.now(state.view());
        return ago <= USUAL_AGE ? time(model.clock()) : time(model.now(state.view())) + ", " + ago + " s ago";
    }

    private String time(long second) {
        return Timestamps.instant(second).atZone(zone).toLocalTime().format(DateTimeFormatter.ISO_LOCAL_TIME);
    }

    /** Replaces each character beyond ASCII by as many question marks as it has columns. */
    private static String ascii(String text) {
        String plain = PlainText.of(text).replace('…', '.');
        StringBuilder letters = new StringBuilder(plain.length());
        for (int at = 0; at < plain.length(); ) {
            int end = DisplayWidth.clusterEnd(plain, at);
            char first = plain.charAt(at);
            letters.append(
                    end == at + 1 && first <= '~' ? "" + first : "?".repeat(DisplayWidth.ofCluster(plain, at, end)));
            at = end;
        }
        return letters.toString();
    }
}
