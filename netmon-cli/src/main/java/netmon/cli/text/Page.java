package netmon.cli.text;

import java.io.PrintWriter;
import java.time.ZoneId;
import netmon.model.Period;

/**
 * The output of text for people.
 *
 * @param columns the width of a line
 * @param coloured whether headings are bold
 * @param bytes formats amounts
 * @param zone the time zone of days and times
 * @param now epoch second on a terminal; {@link #NO_TERMINAL} elsewhere
 */
public record Page(PrintWriter out, int columns, boolean coloured, AmountFormat bytes, ZoneId zone, long now) {
    /** A pipe or a file gets the table of the first versions, byte for byte, because programs read it. */
    public static final long NO_TERMINAL = -1;

    /** A page outside of a terminal. */
    public Page(PrintWriter out, int columns, boolean coloured, AmountFormat bytes, ZoneId zone) {
        this(out, columns, coloured, bytes, zone, NO_TERMINAL);
    }

    public boolean isTerminal() {
        return now != NO_TERMINAL;
    }

    /** The name of a period; on a terminal with its dates. */
    public String title(Period period) {
        return isTerminal() ? new PeriodDates(zone, now).title(period) : period.label();
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
        return coloured ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
