package netmon.cli.live.terminal;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.live.LiveScreen;

/**
 * Makes of lines what a terminal is sent: only those that differ from what it shows, each at its place, as one update that a
 * terminal which knows mode 2026 shows at once.
 */
final class FramePainter {
    /** The other screen, cleared; no cursor; long lines do not go on in the next one. */
    static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";

    /** All of that back. */
    static final String LEAVE = "\u001b[?2026l\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";

    private static final String BEGIN_UPDATE = "\u001b[?2026h";
    private static final String END_UPDATE = "\u001b[?2026l";
    private static final String CLEAR = "\u001b[2J";
    private static final String PLAIN = "\u001b[0m";

    private final boolean coloured;
    private List<LiveScreen.Line> shown = new ArrayList<>();
    private boolean cleared = true;

    /** @param coloured whether the terminal's attributes may be used */
    FramePainter(boolean coloured) {
        this.coloured = coloured;
    }

    /** What makes the terminal show these lines; empty where it does already. */
    String paint(List<LiveScreen.Line> lines) {
        StringBuilder update = new StringBuilder();
        if (cleared) {
            update.append(CLEAR);
            shown = List.of();
            cleared = false;
        }
        for (int i = 0; i < lines.size(); i++) {
            LiveScreen.Line line = lines.get(i);
            if (i >= shown.size() || !line.equals(shown.get(i))) {
                update.append("\u001b[").append(i + 1).append(";1H").append(styled(line));
            }
        }
        shown = List.copyOf(lines);
        return update.length() == 0 ? "" : BEGIN_UPDATE + update + END_UPDATE;
    }

    /** Nothing is known of what the terminal shows. */
    void forget() {
        cleared = true;
    }

    private String styled(LiveScreen.Line line) {
        if (!coloured) {
            return line.text();
        }
        return switch (line.style()) {
            case PLAIN -> line.text();
            case STRONG -> "\u001b[1m" + line.text() + PLAIN;
            case HEADING -> "\u001b[7m" + line.text() + PLAIN;
            case FAINT -> "\u001b[2m" + line.text() + PLAIN;
        };
    }
}
