package netmon.cli.text;


import java.io.IOException;

/** The answer of a command, in each output format. */
public interface Answer {
    /** The name of the command in JSON; empty for an object without a header. */
    String command();

    /** Prints text for people. */
    void text(Page page);

    /** Writes the content of the JSON object. */
    void json(JsonOutput json) throws IOException;

    /** Writes the rows, the first of which has the names of the columns. */
    void csv(CsvWriter csv);

    /** One line for status bars, without its end. */
    String oneLine(AmountFormat bytes);

    /** Whether there is nothing to show to people. */
    boolean isEmpty();
}
