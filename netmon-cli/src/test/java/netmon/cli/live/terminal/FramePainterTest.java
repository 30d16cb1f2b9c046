package netmon.cli.live.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.cli.live.LiveScreen.Line;
import netmon.cli.live.LiveScreen.Style;
import org.junit.jupiter.api.Test;

class FramePainterTest {
    private static final Line ONE = new Line(Style.PLAIN, "one");
    private static final Line TWO = new Line(Style.STRONG, "two");

    private static String visible(String update) {
        return update.replace('\u001b', '^');
    }

    @Test
    void onlyWhatDiffersIsSent() {
        FramePainter painter = new FramePainter(false);

        assertEquals("^[?2026h^[2J^[1;1Hone^[2;1Htwo^[?2026l", visible(painter.paint(List.of(ONE, TWO))));
        assertEquals("^[?2026h^[2;1Hone^[?2026l", visible(painter.paint(List.of(ONE, ONE))));
        assertEquals("", painter.paint(List.of(ONE, ONE)));

        painter.forget();
        assertEquals("^[?2026h^[2J^[1;1Hone^[?2026l", visible(painter.paint(List.of(ONE))));
    }

    @Test
    void attributesAreUsedWhereTheyMayBe() {
        assertEquals(
                "^[?2026h^[2J^[1;1Hone^[2;1H^[1mtwo^[0m^[?2026l",
                visible(new FramePainter(true).paint(List.of(ONE, TWO))));
    }
}
