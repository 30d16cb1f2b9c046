package netmon.cli.live;

import java.util.List;
import netmon.cli.live.terminal.Key;
import netmon.cli.options.SortOrder;
import netmon.cli.text.AmountStyle;
import netmon.model.PlainText;

/**
 * The user's choices on the live screen. Each key makes a new state.
 *
 * @param filter letters that a row must have
 * @param paused whether the screen stands still
 */
record ScreenState(
        View view, SortOrder order, AmountStyle amounts, String filter, boolean paused, RowFocus focus, Mode mode) {
    /** The state of the screen, and the meaning of keys. */
    enum Mode {
        TABLE,
        /** Keys go into the filter. */
        TYPING,
        HELP,
        /** The program ends. */
        OVER
    }

    /** Longest filter; no name needs more letters. */
    private static final int MAX_FILTER_CHARS = 40;

    static ScreenState start(View view, SortOrder order, AmountStyle amounts, String filter) {
        return new ScreenState(view, order, amounts, filter, false, RowFocus.START, Mode.TABLE);
    }

    boolean isTyping() {
        return mode == Mode.TYPING;
    }

    boolean isHelp() {
        return mode == Mode.HELP;
    }

    boolean isOver() {
        return mode == Mode.OVER;
    }

    /**
     * The state after a key.
     *
     * @param page rows that the screen shows
     * @param rows all rows, in their order
     */
    ScreenState on(Key key, int page, List<RateKey> rows) {
        return switch (mode) {
            case TABLE -> inTable(key, page, rows);
            case TYPING -> inFilter(key);
            case HELP -> with(isQuit(key) ? Mode.OVER : Mode.TABLE);
            case OVER -> this;
        };
    }

    private static boolean isQuit(Key key) {
        return key.name() == Key.Name.CHARACTER && (key.character() == 'q' || key.character() == 'Q');
    }

    private ScreenState inTable(Key key, int page, List<RateKey> rows) {
        return switch (key.name()) {
            case CHARACTER -> command(key.character(), page, rows);
            case UP -> with(focus.moved(-1, page, rows));
            case DOWN -> with(focus.moved(1, page, rows));
            case PAGE_UP -> with(focus.moved(-page, page, rows));
            case PAGE_DOWN -> with(focus.moved(page, page, rows));
            case HOME -> with(focus.first());
            case END -> with(focus.moved(rows.size(), page, rows));
            case ENTER -> opened(rows);
            case ESCAPE -> left();
            case BACKSPACE, OTHER -> this;
        };
    }

    /** The connections of the selected application. */
    private ScreenState opened(List<RateKey> rows) {
        boolean hasApp = view == View.APPS || view == View.PROCESSES;
        return hasApp && !rows.isEmpty()
                ? with(View.CONNECTIONS)
                        .with(RowFocus.within(rows.get(focus.index(rows)).name()))
                        .with("", Mode.TABLE)
                : this;
    }

    /** Back from one application to all, else from filtered rows to all rows. */
    private ScreenState left() {
        String app = focus.app();
        return app == null
                ? with("", Mode.TABLE).with(focus.first())
                : with(View.APPS).with(RowFocus.on(new RateKey(app, ""))).with("", Mode.TABLE);
    }

    private ScreenState command(int character, int page, List<RateKey> rows) {
        return switch (character) {
            case 'q', 'Q' -> with(Mode.OVER);
            case '/' -> with(filter, Mode.TYPING);
            case 'a' -> with(View.APPS);
            case 'i' -> with(View.INTERFACES);
            case 'p' -> with(view == View.PROCESSES ? View.APPS : View.PROCESSES);
            case 'c' -> with(view == View.CONNECTIONS ? View.APPS : View.CONNECTIONS);
            case 's' -> new ScreenState(view, order.next(), amounts, filter, paused, focus.first(), mode);
            case 'u' -> new ScreenState(view, order, amounts.next(), filter, paused, focus, mode);
            case ' ' -> new ScreenState(view, order, amounts, filter, !paused, focus, mode);
            case 'k' -> with(focus.moved(-1, page, rows));
            case 'j' -> with(focus.moved(1, page, rows));
            case 'h', '?' -> with(Mode.HELP);
            default -> this;
        };
    }

    private ScreenState inFilter(Key key) {
        return switch (key.name()) {
            case CHARACTER ->
                filter.length() < MAX_FILTER_CHARS
                        ? with(filter + PlainText.of(Character.toString(key.character())), Mode.TYPING)
                        : this;
            case BACKSPACE ->
                filter.isEmpty()
                        ? with("", Mode.TABLE)
                        : with(filter.substring(0, filter.offsetByCodePoints(filter.length(), -1)), Mode.TYPING);
            case ENTER -> with(filter, Mode.TABLE);
            case ESCAPE -> with("", Mode.TABLE);
            case UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END, OTHER -> this;
        };
    }

    private ScreenState with(View other) {
        return new ScreenState(other, order, amounts, filter, paused, RowFocus.START, mode);
    }

    private ScreenState with(RowFocus other) {
        return new ScreenState(view, order, amounts, filter, paused, other, mode);
    }

    private ScreenState with(String letters, Mode other) {
        RowFocus place = letters.equals(filter) ? focus : focus.first();
        return new ScreenState(view, order, amounts, letters, paused, place, other);
    }

    private ScreenState with(Mode other) {
        return new ScreenState(view, order, amounts, filter, paused, focus, other);
    }
}
