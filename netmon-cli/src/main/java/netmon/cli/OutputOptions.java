package netmon.cli;

import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how the answer is written. */
final class OutputOptions implements Settable {
    @Option(names = "--json", description = "Prints JSON, for programs.")
    private boolean json;

    @Option(names = "--csv", description = "Prints CSV, for spreadsheets.")
    private boolean csv;

    @Option(names = "--oneline", description = "Prints one line, for status bars.")
    private boolean oneLine;

    @Mixin
    private final AmountOptions amounts = new AmountOptions();

    @Override
    public List<Settable> parts() {
        return List.of(amounts);
    }

    @Override
    public boolean set(String option) {
        switch (option) {
            case "--json" -> json = true;
            case "--csv" -> csv = true;
            case "--oneline" -> oneLine = true;
            default -> {
                return Settable.super.set(option);
            }
        }
        return true;
    }

    /** The one format that was asked for. */
    Format format() {
        if ((json ? 1 : 0) + (csv ? 1 : 0) + (oneLine ? 1 : 0) > 1) {
            throw new UsageException("only one of --json, --csv and --oneline can be given");
        }
        return json ? Format.JSON : csv ? Format.CSV : oneLine ? Format.ONE_LINE : Format.TEXT;
    }

    Bytes bytes(Session session) {
        return amounts.bytes(session);
    }

    Page page(Session session, ZoneId zone) {
        return amounts.page(session, zone);
    }
}
