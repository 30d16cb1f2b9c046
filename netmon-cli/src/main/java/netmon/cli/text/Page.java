package netmon.cli.text;


import java.io.PrintWriter;
import java.time.ZoneId;

/** The output of text for people: its width, its units, its time zone, and whether it is bold. */
public final class Page {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final int columns;
    private final boolean coloured;
    private final AmountFormat bytes;
    private final ZoneId zone;

    /**
     * @param columns the width of a line
     * @param coloured whether headings are bold
     * @param bytes formats amounts
     * @param zone the time zone of days and times
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

    /** Prints a sentence, wrapped to the width of a line. */
    public void line(String text) {
        for (String line : LineWrapper.lines(text, columns)) {
            out.print(line + '\n');
        }
    }

    /** Prints text that is already laid out. */
    public void raw(CharSequence text) {
        out.append(text);
    }

    public String emphasised(String text) {
        return coloured ? BOLD + text + PLAIN : text;
    }
}
