package netmon.cli.text;

import java.io.PrintWriter;
import java.time.ZoneId;

/** Where text for people goes, and how it looks there. */
public final class Page {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final int columns;
    private final boolean coloured;
    private final AmountFormat bytes;
    private final ZoneId zone;

    /**
     * @param columns the most that a line may take
     * @param coloured whether the terminal's attributes may be used
     * @param bytes writes amounts
     * @param zone whose days and times are shown
     */
    public Page(PrintWriter out, int columns, boolean coloured, AmountFormat bytes, ZoneId zone) {
        this.out = out;
        this.columns = columns;
        this.coloured = coloured;
        this.bytes = bytes;
        this.zone = zone;
    }

    public int columns() {
        return columns;
    }

    public AmountFormat bytes() {
        return bytes;
    }

    public ZoneId zone() {
        return zone;
    }

    public void blank() {
        out.print('\n');
    }

    public void heading(String text) {
        line(emphasised(text));
    }

    /** Words, broken where they are longer than a line. */
    public void line(String text) {
        for (String line : LineWrapper.lines(text, columns)) {
            out.print(line + '\n');
        }
    }

    /** Text that is laid out already. */
    public void raw(CharSequence text) {
        out.append(text);
    }

    public String emphasised(String text) {
        return coloured ? BOLD + text + PLAIN : text;
    }
}
