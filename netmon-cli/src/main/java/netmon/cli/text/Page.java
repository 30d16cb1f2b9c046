package netmon.cli.text;

import java.io.PrintWriter;
import java.time.ZoneId;

/**
 * The output of text for people.
 *
 * @param columns the width of a line
 * @param coloured whether headings are bold
 * @param bytes formats amounts
 * @param zone the time zone of days and times
 */
public record Page(PrintWriter out, int columns, boolean coloured, AmountFormat bytes, ZoneId zone) {
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
        return coloured ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
