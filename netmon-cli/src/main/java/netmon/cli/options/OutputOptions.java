package netmon.cli.options;

import java.time.ZoneId;
import java.util.List;
import netmon.cli.parse.UsageException;
import netmon.cli.session.Session;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.Page;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how the answer is written. */
public final class OutputOptions implements FastOptions {
    @Option(names = "--json", description = "Prints JSON, for programs.")
    private boolean json;

    @Option(names = "--csv", description = "Prints CSV, for spreadsheets.")
    private boolean csv;

    @Option(names = "--oneline", description = "Prints one line, for status bars.")
    private boolean oneLine;

    @Mixin
    private final AmountOptions amounts = new AmountOptions();

    @Override
    public List<FastOptions> parts() {
        return List.of(amounts);
    }

    @Override
    public boolean set(String option) {
        switch (option) {
            case "--json" -> json = true;
            case "--csv" -> csv = true;
            case "--oneline" -> oneLine = true;
            default -> {
                return FastOptions.super.set(option);
            }
        }
        return true;
    }

    /** The one format that was asked for. */
    public OutputFormat format() {
        if ((json ? 1 : 0) + (csv ? 1 : 0) + (oneLine ? 1 : 0) > 1) {
            throw new UsageException("only one of --json, --csv and --oneline can be given");
        }
        return json ? OutputFormat.JSON : csv ? OutputFormat.CSV : oneLine ? OutputFormat.ONE_LINE : OutputFormat.TEXT;
    }

    public AmountFormat bytes(Session session) {
        return amounts.bytes(session);
    }

    public Page page(Session session, ZoneId zone) {
        return amounts.page(session, zone);
    }
}
