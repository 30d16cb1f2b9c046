package netmon.cli.live.terminal;

import netmon.cli.live.terminal.ScreenLine.LineStyle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FramePainterTest {
    private static final ScreenLine ONE = new ScreenLine(LineStyle.PLAIN, "one");
    private static final ScreenLine TWO = new ScreenLine(LineStyle.STRONG, "two");

    private static String visible(String update) {
        return update.replace('\u001b', '^');
    }

    @Test
    void onlyLinesThatDifferAreSent() {
        FramePainter painter = new FramePainter(false);

        assertEquals("^[?2026h^[2J^[1;1Hone^[2;1Htwo^[?2026l", visible(painter.paint(List.of(ONE, TWO))));
        assertEquals("^[?2026h^[2;1Hone^[?2026l", visible(painter.paint(List.of(ONE, ONE))));
        assertEquals("", painter.paint(List.of(ONE, ONE)));

        painter.forget();
        assertEquals("^[?2026h^[2J^[1;1Hone^[?2026l", visible(painter.paint(List.of(ONE))));
    }

    @Test
    void aColouredTerminalGetsAttributes() {
        assertEquals(
                "^[?2026h^[2J^[1;1Hone^[2;1H^[1mtwo^[0m^[?2026l",
                visible(new FramePainter(true).paint(List.of(ONE, TWO))));
    }
}
