package netmon.cli;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how the answer is written. */
final class OutputOptions {
    @Option(names = "--json", description = "Prints JSON, for programs.")
    private boolean json;

    @Option(names = "--csv", description = "Prints CSV, for spreadsheets.")
    private boolean csv;

    @Option(names = "--oneline", description = "Prints one line, for status bars.")
    private boolean oneLine;

    @Option(
            names = "--units",
            paramLabel = "NAME",
            description = "Amounts are written in ${COMPLETION-CANDIDATES} units; see also netmon.properties.")
    private @Nullable Units units;

    @Option(names = "--bits", description = "Amounts are written in bits; those are si without --units.")
    private boolean bits;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "One of ${COMPLETION-CANDIDATES}; auto is on a terminal and without NO_COLOR.")
    private Colour colour = Colour.AUTO;

    /** The one format that was asked for. */
    Format format() {
        if ((json ? 1 : 0) + (csv ? 1 : 0) + (oneLine ? 1 : 0) > 1) {
            throw new UsageException("only one of --json, --csv and --oneline can be given");
        }
        return json ? Format.JSON : csv ? Format.CSV : oneLine ? Format.ONE_LINE : Format.TEXT;
    }

    Bytes bytes(Session session) {
        if (bits) {
            return (units != null ? units : Units.SI).bits();
        }
        return (units != null ? units : session.settings().units()).bytes();
    }

    Page page(Session session, ZoneId zone) {
        return new Page(session.out(), session.columns(), colour.isOn(session), bytes(session), zone);
    }
}
