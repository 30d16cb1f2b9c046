package netmon.cli.live;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.cli.live.terminal.ScreenLine;
import netmon.cli.live.terminal.ScreenLine.LineStyle;
import netmon.cli.live.terminal.ScreenLine.PartColour;
import netmon.cli.live.terminal.ScreenLine.TextPart;
import netmon.cli.options.SortOrder;
import netmon.cli.text.BarChart;
import netmon.cli.text.DisplayWidth;
import netmon.cli.text.TextCell;
import netmon.cli.text.Timestamps;
import netmon.model.PlainText;

/** Draws the live screen: makes lines of text of exactly the terminal's size from the data and the user's choices. */
final class LiveScreen {
    /** Least height for the busiest interfaces above the table. */
    private static final int TALL = 20;

    private static final int MAX_INTERFACES = 3;

    /** Usual age of rates in seconds: on an idle machine the service keeps bytes pending for some seconds. */
    private static final long USUAL_AGE = 7;

    /** The column of the mark before the selected row. */
    private static final int MARK_WIDTH = 1;

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

    /** All rows, in their order. */
    List<RateKey> rows(ScreenState state) {
        return keys(rowsOf(state));
    }

    private static List<RateKey> keys(List<Rates.RateRow> rows) {
        return rows.stream().map(Rates.RateRow::key).toList();
    }

    List<ScreenLine> draw(ScreenState state, int width, int height) {
        RowLayout row = layout(state, Math.max(0, width - MARK_WIDTH));
        List<Rates.RateRow> rows = rowsOf(state);
        int page = page(state, height);
        int top = state.focus().shownFrom(page, keys(rows));
        List<ScreenLine> lines = new ArrayList<>();
        lines.add(new ScreenLine(LineStyle.STRONG, title(state, width, top, page, rows.size())));
        lines.add(marked(LineStyle.STRONG, total(row, state)));
        for (Rates.RateRow each : interfaces(state, height)) {
            lines.add(marked(LineStyle.PLAIN, parts(row, each, View.INTERFACES)));
        }
        lines.add(new ScreenLine(LineStyle.HEADING, " ".repeat(MARK_WIDTH) + row.headings()));
        lines.addAll(table(state, row, rows, top, page));
        lines.add(new ScreenLine(LineStyle.FAINT, foot(state, width)));
        return lines.stream().limit(height).map(each -> fitted(each, width)).toList();
    }

    private List<ScreenLine> table(ScreenState state, RowLayout row, List<Rates.RateRow> rows, int top, int page) {
        int selected = state.focus().index(keys(rows));
        List<ScreenLine> lines = new ArrayList<>();
        for (int i = 0; i < page; i++) {
            if (state.isHelp()) {
                lines.add(new ScreenLine(LineStyle.PLAIN, KeyHelp.line(i)));
            } else if (top + i < rows.size()) {
                LineStyle style = top + i == selected ? LineStyle.SELECTED : LineStyle.PLAIN;
                lines.add(marked(style, parts(row, rows.get(top + i), state.view())));
            } else {
                lines.add(new ScreenLine(LineStyle.PLAIN, placeholder(state, i, rows.isEmpty())));
            }
        }
        return lines;
    }

    /** The selected row has a mark, which a terminal without colours shows as well. */
    private static ScreenLine marked(LineStyle style, List<TextPart> parts) {
        List<TextPart> all = new ArrayList<>();
        all.add(new TextPart(PartColour.NONE, style == LineStyle.SELECTED ? ">" : " "));
        all.addAll(parts);
        return new ScreenLine(style, all);
    }

    /** The line in exactly the width of the terminal, in characters that it can show. */
    private ScreenLine fitted(ScreenLine line, int width) {
        List<TextPart> parts = new ArrayList<>();
        int rest = width;
        for (TextPart each : line.parts()) {
            String plain = PlainText.of(each.text());
            int columns = Math.min(rest, DisplayWidth.of(plain));
            String text = columns == 0 ? "" : TextCell.fit(plain, columns);
            parts.add(new TextPart(each.colour(), ascii ? TextCell.ascii(text) : text));
            rest -= columns;
        }
        parts.add(new TextPart(PartColour.NONE, " ".repeat(rest)));
        return new ScreenLine(line.style(), parts);
    }

    /** The table for {@code --once} and for a pipe: headings, all rows, the total. */
    List<String> plain(ScreenState state, int width) {
        RowLayout row = layout(state, width);
        List<String> lines = new ArrayList<>();
        lines.add(time(state) + "  " + state.view().words() + ", per second");
        lines.add(row.headings());
        for (Rates.RateRow each : rowsOf(state)) {
            lines.add(text(parts(row, each, state.view())));
        }
        lines.add(text(total(row, state)));
        return lines.stream()
                .map(each -> (ascii ? TextCell.ascii(each) : each).stripTrailing())
                .toList();
    }

    private static String text(List<TextPart> parts) {
        return new ScreenLine(LineStyle.PLAIN, parts).text();
    }

    private RowLayout layout(ScreenState state, int width) {
        return new RowLayout(width, state, bar, totalOf(state), totalNow(state));
    }

    private List<TextPart> parts(RowLayout row, Rates.RateRow each, View view) {
        return row.of(each, model.today().of(view, each.key().name()), model.now(view));
    }

    private List<Rates.RateRow> rowsOf(ScreenState state) {
        long now = model.now(state.view());
        List<Rates.RateRow> rows = model.of(state.view()).rows(now, state.filter(), state.order());
        String app = state.focus().app();
        if (app == null) {
            return rows;
        }
        rows.removeIf(each -> !each.key().name().equals(app));
        return state.view() == View.CONNECTIONS ? belowProcesses(rows, state) : rows;
    }

    /** Each process with a connection among the rows, and these below it. */
    private List<Rates.RateRow> belowProcesses(List<Rates.RateRow> connections, ScreenState state) {
        Map<RateKey, List<Rates.RateRow>> groups = new LinkedHashMap<>();
        List<Rates.RateRow> processes = model.processes().rows(model.now(View.CONNECTIONS), "", state.order());
        processes.forEach(each -> groups.put(each.key(), new ArrayList<>(List.of(each))));
        groups.keySet()
                .removeIf(process -> connections.stream()
                        .noneMatch(each -> each.key().ofProcess().equals(process)));
        for (Rates.RateRow each : connections) {
            List<Rates.RateRow> group = groups.computeIfAbsent(each.key().ofProcess(), process -> new ArrayList<>());
            if (each.key().isConnection() || group.isEmpty()) { // bytes without a socket are the process's row itself
                group.add(each);
            }
        }
        List<Rates.RateRow> rows = new ArrayList<>();
        groups.values().forEach(rows::addAll);
        return rows;
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

    private List<TextPart> total(RowLayout row, ScreenState state) {
        return row.of(totalOf(state), model.today().total(), totalNow(state));
    }

    /** The sum of all rows; of one application, its own row. */
    private Rates.RateRow totalOf(ScreenState state) {
        String app = state.focus().app();
        Rates whole = model.of(wholeOf(state));
        return app == null ? whole.total(totalNow(state)) : whole.row(new RateKey(app, ""), totalNow(state));
    }

    private long totalNow(ScreenState state) {
        return model.now(wholeOf(state));
    }

    /** The view whose rows make up the total. */
    private static View wholeOf(ScreenState state) {
        return state.view() == View.INTERFACES ? View.INTERFACES : View.APPS;
    }

    private String title(ScreenState state, int width, int top, int page, int rows) {
        String app = state.focus().app();
        String left = "netmon live: " + state.view().words() + (app == null ? "" : " of " + TextCell.brief(app))
                + " by " + state.order()
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
        return state.filter().isEmpty() ? KeyHelp.foot(width) : "/" + state.filter() + "  Escape shows all";
    }

    /** The time; the time and age of the rates if they are older than usual. */
    private String time(ScreenState state) {
        long ago = model.clock() - model.now(state.view());
        return ago <= USUAL_AGE ? time(model.clock()) : time(model.now(state.view())) + ", " + ago + " s ago";
    }

    private String time(long second) {
        return Timestamps.instant(second).atZone(zone).toLocalTime().format(DateTimeFormatter.ISO_LOCAL_TIME);
    }
}
