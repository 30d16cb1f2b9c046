package netmon.cli.live.terminal;

import java.util.List;

/**
 * A line of exactly as many columns as the terminal has; its text has no control characters.
 *
 * @param parts the text, in parts that may have a colour each
 */
public record ScreenLine(LineStyle style, List<TextPart> parts) {
    /** How a terminal with colours shows a line. */
    public enum LineStyle {
        PLAIN,
        STRONG,
        HEADING,
        /** The row on which keys act; its parts have no colours. */
        SELECTED,
        FAINT
    }

    /** The meaning of a part, which decides its colour. */
    public enum PartColour {
        NONE,
        DOWNLOAD,
        UPLOAD,
        SPARKLINE
    }

    /** A piece of a line. */
    public record TextPart(PartColour colour, String text) {}

    public ScreenLine {
        parts = List.copyOf(parts);
    }

    public ScreenLine(LineStyle style, String text) {
        this(style, List.of(new TextPart(PartColour.NONE, text)));
    }

    /** The whole text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        parts.forEach(each -> text.append(each.text()));
        return text.toString();
    }
}
