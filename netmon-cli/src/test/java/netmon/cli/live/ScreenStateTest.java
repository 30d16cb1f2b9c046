package netmon.cli.live;

import netmon.cli.live.terminal.Key;
import netmon.cli.options.SortOrder;
import netmon.cli.text.AmountStyle;
import netmon.cli.text.Units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenStateTest {
    private static final int PAGE = 5;
    private static final int ROWS = 12;

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
            DOWN, 1
            j j k, 1
            UP, 0
            PAGE_DOWN, 5
            PAGE_DOWN PAGE_DOWN PAGE_DOWN, 7
            END, 7
            END DOWN UP, 6
            END HOME, 0
            END c, 0
            END s, 0
            END PAGE_UP, 2
            """)
    void scrollingEndsWhereTheRowsDo(String keys, int top) {
        assertEquals(top, after(keys).top());
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
        assertEquals(after("_"), after("_ x OTHER ENTER BACKSPACE"));
    }

    @Test
    void aFilterIsBounded() {
        assertEquals(40, after("/ " + "x ".repeat(100) + "x").filter().length());
    }
}
