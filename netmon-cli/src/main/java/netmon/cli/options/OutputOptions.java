package netmon.cli.options;

import java.time.ZoneId;
import java.util.List;
import netmon.cli.options.AnswerPrinter.OutputFormat;
import netmon.cli.parse.UsageException;
import netmon.cli.session.Session;

/** The options for the format of the answer. */
public final class OutputOptions {
    private final CommandArgument<Boolean> json;
    private final CommandArgument<Boolean> csv;
    private final CommandArgument<Boolean> rfc4180;
    private final CommandArgument<Boolean> oneLine;
    private final AmountOptions amounts;

    public OutputOptions(CommandArguments arguments) {
        json = arguments.flag("--json", "Print JSON, for programs.");
        csv = arguments.flag("--csv", "Print CSV, for spreadsheets.");
        rfc4180 = arguments.flag("--csv=rfc4180", "Print CSV whose lines end in CR LF.");
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
        int given = 0;
        for (CommandArgument<Boolean> each : List.of(json, csv, rfc4180, oneLine)) {
            given += each.isGiven() ? 1 : 0;
        }
        if (given > 1) {
            throw new UsageException("choose only one of --json, --csv and --oneline");
        }
        if (json.isGiven()) {
            return OutputFormat.JSON;
        }
        if (csv.isGiven()) {
            return OutputFormat.CSV;
        }
        if (rfc4180.isGiven()) {
            return OutputFormat.CSV_RFC4180;
        }
        return oneLine.isGiven() ? OutputFormat.ONE_LINE : OutputFormat.TEXT;
    }
}
