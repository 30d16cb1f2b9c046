package netmon.cli.live.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the bytes that change the terminal's screen into the given lines: only lines that differ, each at its
 * place, in one update that a terminal with mode 2026 shows at once.
 */
final class FramePainter {
    /** Switches to the alternate screen, clears it, hides the cursor, and turns line wrapping off. */
    static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";

    /** Restores all of that. */
    static final String LEAVE = "\u001b[?2026l\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";

    private static final String BEGIN_UPDATE = "\u001b[?2026h";
    private static final String END_UPDATE = "\u001b[?2026l";
    private static final String CLEAR = "\u001b[2J";
    private static final String PLAIN = "\u001b[0m";
    private static final String USUAL_COLOUR = "\u001b[39m";

    private final boolean coloured;
    private List<ScreenLine> shown = new ArrayList<>();
    private boolean cleared = true;

    /** @param coloured whether to use the terminal's attributes */
    FramePainter(boolean coloured) {
        this.coloured = coloured;
    }

    /** The text that makes the terminal show these lines; empty if it shows them already. */
    String paint(List<ScreenLine> lines) {
        StringBuilder update = new StringBuilder();
        if (cleared) {
            update.append(CLEAR);
            shown = List.of();
            cleared = false;
        }
        for (int i = 0; i < lines.size(); i++) {
            ScreenLine line = lines.get(i);
            if (i >= shown.size() || !line.equals(shown.get(i))) {
                update.append("\u001b[").append(i + 1).append(";1H").append(styled(line));
            }
        }
        shown = List.copyOf(lines);
        return update.length() == 0 ? "" : BEGIN_UPDATE + update + END_UPDATE;
    }

    /** Makes the next update clear the screen and draw each line. */
    void forget() {
        cleared = true;
    }

    private String styled(ScreenLine line) {
        if (!coloured) {
            return line.text();
        }
        return switch (line.style()) {
            case PLAIN -> coloured(line);
            case STRONG -> "\u001b[1m" + coloured(line) + PLAIN;
            case HEADING -> "\u001b[7m" + line.text() + PLAIN;
            case SELECTED -> "\u001b[30;46m" + line.text() + PLAIN;
            case FAINT -> "\u001b[2m" + line.text() + PLAIN;
        };
    }

    private static String coloured(ScreenLine line) {
        StringBuilder text = new StringBuilder();
        for (ScreenLine.TextPart each : line.parts()) {
            String start = colour(each.colour());
            text.append(start).append(each.text()).append(start.isEmpty() ? "" : USUAL_COLOUR);
        }
        return text.toString();
    }

    /** One of the first eight colours, which every theme keeps readable. */
    private static String colour(ScreenLine.PartColour part) {
        return switch (part) {
            case NONE -> "";
            case DOWNLOAD -> "\u001b[32m";
            case UPLOAD -> "\u001b[36m";
            case SPARKLINE -> "\u001b[33m";
        };
    }
}
