package netmon.cli.live;

import netmon.cli.live.terminal.Key;
import netmon.cli.options.SortOrder;
import netmon.cli.text.AmountStyle;
import netmon.model.PlainText;

/**
 * What the person at the live screen has chosen. A key makes another one of it.
 *
 * @param filter letters that a row must have
 * @param typing whether keys go into the filter
 * @param paused whether the screen stands still
 * @param help whether the keys are explained
 * @param top how many rows are scrolled out above
 * @param over whether that was enough
 */
record ScreenState(
        View view,
        SortOrder order,
        AmountStyle amounts,
        String filter,
        boolean typing,
        boolean paused,
        boolean help,
        int top,
        boolean over) {

    /** More letters no name needs. */
    private static final int LONGEST_FILTER = 40;

    static ScreenState begin(View view, SortOrder order, AmountStyle amounts, String filter) {
        return new ScreenState(view, order, amounts, filter, false, false, false, 0, false);
    }

    /**
     * What it is after a key.
     *
     * @param page rows that the screen shows
     * @param rows rows that there are
     */
    ScreenState on(Key key, int page, int rows) {
        if (typing) {
            return typed(key);
        }
        if (help) {
            return key.name() == Key.Name.CHARACTER && key.character() == 'q' ? ended() : helping(false);
        }
        return switch (key.name()) {
            case CHARACTER -> command(key.character(), page, rows);
            case UP -> scrolled(top - 1, page, rows);
            case DOWN -> scrolled(top + 1, page, rows);
            case PAGE_UP -> scrolled(top - page, page, rows);
            case PAGE_DOWN -> scrolled(top + page, page, rows);
            case HOME -> scrolled(0, page, rows);
            case END -> scrolled(rows, page, rows);
            case ESCAPE -> filtered("", false);
            case ENTER, BACKSPACE, OTHER -> this;
        };
    }

    private ScreenState command(int character, int page, int rows) {
        return switch (character) {
            case 'q', 'Q' -> ended();
            case '/' -> filtered(filter, true);
            case 'a' -> viewed(View.APPS);
            case 'i' -> viewed(View.INTERFACES);
            case 'p' -> viewed(view == View.PROCESSES ? View.APPS : View.PROCESSES);
            case 'c' -> viewed(view == View.CONNECTIONS ? View.APPS : View.CONNECTIONS);
            case 's' -> sorted(order.next());
            case 'u' -> new ScreenState(view, order, amounts.next(), filter, false, paused, false, top, false);
            case ' ' -> new ScreenState(view, order, amounts, filter, false, !paused, false, top, false);
            case 'k' -> scrolled(top - 1, page, rows);
            case 'j' -> scrolled(top + 1, page, rows);
            case 'h', '?' -> helping(true);
            default -> this;
        };
    }

    private ScreenState typed(Key key) {
        return switch (key.name()) {
            case CHARACTER ->
                filter.length() < LONGEST_FILTER
                        ? filtered(filter + PlainText.of(Character.toString(key.character())), true)
                        : this;
            case BACKSPACE ->
                filter.isEmpty()
                        ? filtered("", false)
                        : filtered(filter.substring(0, filter.offsetByCodePoints(filter.length(), -1)), true);
            case ENTER -> filtered(filter, false);
            case ESCAPE -> filtered("", false);
            case UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END, OTHER -> this;
        };
    }

    private ScreenState viewed(View other) {
        return new ScreenState(other, order, amounts, filter, false, paused, false, 0, false);
    }

    private ScreenState sorted(SortOrder other) {
        return new ScreenState(view, other, amounts, filter, false, paused, false, 0, false);
    }

    private ScreenState filtered(String letters, boolean goesOn) {
        return new ScreenState(view, order, amounts, letters, goesOn, paused, false, 0, false);
    }

    private ScreenState helping(boolean shown) {
        return new ScreenState(view, order, amounts, filter, false, paused, shown, top, false);
    }

    private ScreenState scrolled(int to, int page, int rows) {
        int bounded = Math.max(0, Math.min(to, rows - page));
        return new ScreenState(view, order, amounts, filter, false, paused, false, bounded, false);
    }

    private ScreenState ended() {
        return new ScreenState(view, order, amounts, filter, false, paused, help, top, true);
    }
}
