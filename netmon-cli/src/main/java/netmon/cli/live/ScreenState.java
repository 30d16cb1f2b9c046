package netmon.cli.live;

import netmon.cli.live.terminal.Key;
import netmon.cli.options.SortOrder;
import netmon.cli.text.AmountStyle;
import netmon.model.PlainText;

/**
 * The user's choices on the live screen. Each key makes a new state.
 *
 * @param filter letters that a row must have
 * @param paused whether the screen stands still
 * @param top how many rows are scrolled out at the top
 */
record ScreenState(View view, SortOrder order, AmountStyle amounts, String filter, boolean paused, int top, Mode mode) {
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
        return new ScreenState(view, order, amounts, filter, false, 0, Mode.TABLE);
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
     * @param rows all rows
     */
    ScreenState on(Key key, int page, int rows) {
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

    private ScreenState inTable(Key key, int page, int rows) {
        return switch (key.name()) {
            case CHARACTER -> command(key.character(), page, rows);
            case UP -> scrolled(top - 1, page, rows);
            case DOWN -> scrolled(top + 1, page, rows);
            case PAGE_UP -> scrolled(top - page, page, rows);
            case PAGE_DOWN -> scrolled(top + page, page, rows);
            case HOME -> scrolled(0, page, rows);
            case END -> scrolled(rows, page, rows);
            case ESCAPE -> with("", Mode.TABLE);
            case ENTER, BACKSPACE, OTHER -> this;
        };
    }

    private ScreenState command(int character, int page, int rows) {
        return switch (character) {
            case 'q', 'Q' -> with(Mode.OVER);
            case '/' -> with(filter, Mode.TYPING);
            case 'a' -> with(View.APPS);
            case 'i' -> with(View.INTERFACES);
            case 'p' -> with(view == View.PROCESSES ? View.APPS : View.PROCESSES);
            case 'c' -> with(view == View.CONNECTIONS ? View.APPS : View.CONNECTIONS);
            case 's' -> new ScreenState(view, order.next(), amounts, filter, paused, 0, mode);
            case 'u' -> new ScreenState(view, order, amounts.next(), filter, paused, top, mode);
            case ' ' -> new ScreenState(view, order, amounts, filter, !paused, top, mode);
            case 'k' -> scrolled(top - 1, page, rows);
            case 'j' -> scrolled(top + 1, page, rows);
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

    private ScreenState scrolled(int to, int page, int rows) {
        int bounded = Math.max(0, Math.min(to, rows - page));
        return new ScreenState(view, order, amounts, filter, paused, bounded, mode);
    }

    private ScreenState with(View other) {
        return new ScreenState(other, order, amounts, filter, paused, 0, mode);
    }

    private ScreenState with(String letters, Mode other) {
        return new ScreenState(view, order, amounts, letters, paused, 0, other);
    }

    private ScreenState with(Mode other) {
        return new ScreenState(view, order, amounts, filter, paused, top, other);
    }
}
