package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.cli.LiveScreen.Line;
import netmon.cli.LiveScreen.Style;
import org.junit.jupiter.api.Test;

class PainterTest {
    private static final Line ONE = new Line(Style.PLAIN, "one");
    private static final Line TWO = new Line(Style.STRONG, "two");

    private static String visible(String update) {
        return update.replace('\u001b', '^');
    }

    @Test
    void onlyWhatDiffersIsSent() {
        Painter painter = new Painter(false);

        assertEquals("^[?2026h^[2J^[1;1Hone^[2;1Htwo^[?2026l", visible(painter.paint(List.of(ONE, TWO))));
        assertEquals("^[?2026h^[2;1Hone^[?2026l", visible(painter.paint(List.of(ONE, ONE))));
        assertEquals("", painter.paint(List.of(ONE, ONE)));

        painter.forget();
        assertEquals("^[?2026h^[2J^[1;1Hone^[?2026l", visible(painter.paint(List.of(ONE))));
    }

    @Test
    void attributesAreUsedWhereTheyMayBe() {
        assertEquals(
                "^[?2026h^[2J^[1;1Hone^[2;1H^[1mtwo^[0m^[?2026l", visible(new Painter(true).paint(List.of(ONE, TWO))));
    }
}
