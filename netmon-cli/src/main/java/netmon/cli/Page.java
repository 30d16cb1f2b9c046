package netmon.cli;

import java.io.PrintWriter;
import java.time.ZoneId;

/** Where text for people goes, and how it looks there. */
final class Page {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final int columns;
    private final boolean coloured;
    private final Bytes bytes;
    private final ZoneId zone;

    /**
     * @param columns the most that a line may take
     * @param coloured whether the terminal's attributes may be used
     * @param bytes writes amounts
     * @param zone whose days and times are shown
     */
    Page(PrintWriter out, int columns, boolean coloured, Bytes bytes, ZoneId zone) {
        this.out = out;
        this.columns = columns;
        this.coloured = coloured;
        this.bytes = bytes;
        this.zone = zone;
    }

    int columns() {
        return columns;
    }

    Bytes bytes() {
        return bytes;
    }

    ZoneId zone() {
        return zone;
    }

    void blank() {
        out.print('\n');
    }

    void heading(String text) {
        line(emphasised(text));
    }

    /** Words, broken where they are longer than a line. */
    void line(String text) {
        for (String line : Wrap.lines(text, columns)) {
            out.print(line + '\n');
        }
    }

    /** Text that is laid out already. */
    void raw(CharSequence text) {
        out.append(text);
    }

    String emphasised(String text) {
        return coloured ? BOLD + text + PLAIN : text;
    }
}
