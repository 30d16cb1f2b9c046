package netmon.cli.live.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.cli.live.terminal.ScreenLine.LineStyle;
import netmon.cli.live.terminal.ScreenLine.PartColour;
import netmon.cli.live.terminal.ScreenLine.TextPart;
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
    void onlyAColouredTerminalGetsTheColoursOfParts() {
        List<TextPart> parts = List.of(
                new TextPart(PartColour.NONE, "name"),
                new TextPart(PartColour.DOWNLOAD, "1"),
                new TextPart(PartColour.UPLOAD, "2"),
                new TextPart(PartColour.SPARKLINE, "3"));
        List<ScreenLine> line = List.of(new ScreenLine(LineStyle.PLAIN, parts));
        List<ScreenLine> selected = List.of(new ScreenLine(LineStyle.SELECTED, parts));

        assertEquals(
                "^[?2026h^[2J^[1;1Hname^[32m1^[39m^[36m2^[39m^[33m3^[39m^[?2026l",
                visible(new FramePainter(true).paint(line)));
        assertEquals("^[?2026h^[2J^[1;1H^[30;46mname123^[0m^[?2026l", visible(new FramePainter(true).paint(selected)));
        assertEquals("^[?2026h^[2J^[1;1Hname123^[?2026l", visible(new FramePainter(false).paint(selected)));
    }

    @Test
    void aColouredTerminalGetsAttributes() {
        assertEquals(
                "^[?2026h^[2J^[1;1Hone^[2;1H^[1mtwo^[0m^[?2026l",
                visible(new FramePainter(true).paint(List.of(ONE, TWO))));
    }
}
