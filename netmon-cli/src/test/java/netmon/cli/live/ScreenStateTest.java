package netmon.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import netmon.cli.live.terminal.Key;
import netmon.cli.options.SortOrder;
import netmon.cli.text.AmountStyle;
import netmon.cli.text.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenStateTest {
    private static final int PAGE = 5;
    private static final List<RateKey> ROWS = IntStream.range(0, 12)
            .mapToObj(each -> new RateKey("app " + each, ""))
            .toList();

    private static ScreenState after(String keys) {
        ScreenState state = ScreenState.start(View.APPS, SortOrder.TOTAL, new AmountStyle(Units.ORIGINAL, false), "");
        for (String key : keys.split(" ", -1)) {
            boolean isNamed = key.codePointCount(0, key.length()) > 1;
            state = state.on(isNamed ? Key.of(Key.Name.valueOf(key)) : typed(key), PAGE, ROWS);
        }
        return state;
    }

    private static Key typed(String key) {
        return Key.typed(key.equals("_") ? ' ' : key.codePointAt(0));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            p, PROCESSES
            p p, APPS
            c, CONNECTIONS
            c p, PROCESSES
            i, INTERFACES
            c a, APPS
            / c, APPS
            """)
    void lettersChooseTheView(String keys, View view) {
        assertEquals(view, after(keys).view());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            / q, q, true
            / c h ENTER, ch, false
            / c h BACKSPACE r, cr, true
            / 日 🚀 BACKSPACE, 日, true
            / BACKSPACE, '', false
            / c ESCAPE, '', false
            / c ENTER ESCAPE, '', false
            / c ENTER / h ENTER, ch, false
            / c UP OTHER, c, true
            """)
    void theFilterIsTyped(String keys, String filter, boolean typing) {
        ScreenState state = after(keys);
        assertEquals(filter, state.filter());
        assertEquals(typing, state.isTyping());
        assertFalse(state.isOver());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DOWN, 1, 0
            j j k, 1, 0
            UP, 0, 0
            DOWN DOWN DOWN DOWN DOWN, 5, 1
            PAGE_DOWN, 5, 1
            PAGE_DOWN PAGE_DOWN PAGE_DOWN, 11, 7
            END, 11, 7
            END DOWN UP, 10, 7
            END HOME, 0, 0
            END c, 0, 0
            END s, 0, 0
            END PAGE_UP, 6, 6
            """)
    void theSelectionEndsWhereTheRowsDoAndTheScreenFollowsIt(String keys, int selected, int top) {
        RowFocus focus = after(keys).focus();
        assertEquals(selected, focus.index(ROWS));
        assertEquals(top, focus.shownFrom(PAGE, ROWS));
    }

    @Test
    void theSelectionStaysOnItsRowWhenTheOrderChanges() {
        RowFocus focus = after("DOWN DOWN").focus();
        List<RateKey> turned = new ArrayList<>(ROWS);
        Collections.reverse(turned);

        assertEquals(9, focus.index(turned));
        assertEquals(5, focus.shownFrom(PAGE, turned));
        assertEquals(0, focus.index(List.of(new RateKey("another one", ""))));
        assertEquals(0, focus.index(List.of()));
    }

    @Test
    void enterOpensTheConnectionsOfTheSelectedApplicationAndEscapeLeadsBackToIt() {
        ScreenState opened = after("DOWN DOWN ENTER");
        assertEquals(View.CONNECTIONS, opened.view());
        assertEquals("app 2", opened.focus().app());

        ScreenState back = opened.on(Key.of(Key.Name.ESCAPE), PAGE, List.of());
        assertEquals(View.APPS, back.view());
        assertNull(back.focus().app());
        assertEquals(2, back.focus().index(ROWS));

        assertEquals("app 0", after("p ENTER").focus().app());
        assertEquals(View.INTERFACES, after("i ENTER").view());
        assertNull(after("ENTER c").focus().app());
        assertEquals(after("p"), after("p").on(Key.of(Key.Name.ENTER), PAGE, List.of()));
    }

    @Test
    void allOtherKeysDoWhatTheHelpSays() {
        assertTrue(after("q").isOver());
        assertTrue(after("_").paused());
        assertFalse(after("_ _").paused());
        assertTrue(after("?").isHelp());
        assertFalse(after("? x").isHelp());
        assertTrue(after("h q").isOver());
        assertTrue(after("h Q").isOver());
        assertTrue(after("Q").isOver());
        assertEquals(SortOrder.IN, after("s").order());
        assertEquals(SortOrder.TOTAL, after("s s s s").order());
        assertEquals(new AmountStyle(Units.SI, true), after("u u u").amounts());
        assertEquals(new AmountStyle(Units.ORIGINAL, false), after("u u u u").amounts());
        assertEquals(after("_"), after("_ x OTHER BACKSPACE"));
    }

    @Test
    void aFilterIsBounded() {
        assertEquals(40, after("/ " + "x ".repeat(100) + "x").filter().length());
    }
}
