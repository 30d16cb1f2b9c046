package netmon.cli.live.terminal;


/** A line of exactly as many columns as the terminal has; its text has no control characters. */
public record ScreenLine(LineStyle style, String text) {
    /** How a terminal with colours shows a line. */
    public enum LineStyle {
        PLAIN,
        STRONG,
        HEADING,
        FAINT
    }
}
