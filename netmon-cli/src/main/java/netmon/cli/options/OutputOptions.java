package netmon.cli.options;

import java.time.ZoneId;
import netmon.cli.options.AnswerPrinter.OutputFormat;
import netmon.cli.parse.UsageException;
import netmon.cli.session.Session;

/** The options for the format of the answer. */
public final class OutputOptions {
    private final CommandArgument<Boolean> json;
    private final CommandArgument<Boolean> csv;
    private final CommandArgument<Boolean> oneLine;
    private final AmountOptions amounts;

    public OutputOptions(CommandArguments arguments) {
        json = arguments.flag("--json", "Print JSON, for programs.");
        csv = arguments.flag("--csv", "Print CSV, for spreadsheets.");
        oneLine = arguments.flag("--oneline", "Print one line, for status bars.");
        amounts = new AmountOptions(arguments);
    }

    /**
     * The printer of the answer. A command asks for it before it reads anything.
     *
     * @throws UsageException if the options contradict each other
     */
    public AnswerPrinter printer(Session session, ZoneId zone) {
        return new AnswerPrinter(session, format(), amounts.page(session, zone));
    }

    private OutputFormat format() {
        if ((json.isGiven() ? 1 : 0) + (csv.isGiven() ? 1 : 0) + (oneLine.isGiven() ? 1 : 0) > 1) {
            throw new UsageException("only one of --json, --csv and --oneline can be given");
        }
        if (json.isGiven()) {
            return OutputFormat.JSON;
        }
        if (csv.isGiven()) {
            return OutputFormat.CSV;
        }
        return oneLine.isGiven() ? OutputFormat.ONE_LINE : OutputFormat.TEXT;
    }
}
