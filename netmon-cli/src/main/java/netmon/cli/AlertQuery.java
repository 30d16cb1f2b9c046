package netmon.cli;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import netmon.store.StoreException;
import netmon.store.TrafficReport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A question about alerts: its options, and how it is answered. */
final class AlertQuery implements Settable {
    @Option(names = "--utc", description = "Days and times are those of UTC, not of this machine's zone.")
    private boolean utc;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public boolean set(String option) {
        switch (option) {
            case "--utc" -> utc = true;
            default -> {
                return output.set(option);
            }
        }
        return true;
    }

    @Override
    public boolean set(String option, String value) {
        return output.set(option, value);
    }

    /** All alerts; those that are exceeded alone where {@code check} asks. Nothing is printed for people if there is none. */
    List<AlertRow> answer(Session session, boolean check) throws StoreException {
        Format format = output.format();
        ZoneId zone = utc ? ZoneOffset.UTC : session.zone();
        List<AlertRow> rows;
        try (TrafficReport store = session.open()) {
            rows = check
                    ? AlertReport.exceeded(store, session.now(), zone)
                    : AlertReport.all(store, session.now(), zone);
        }
        AlertData data = new AlertData(rows, session.out(), zone);
        switch (format) {
            case JSON -> data.json(check ? "alert check" : "alert list");
            case CSV -> data.csv();
            case ONE_LINE -> data.oneLine(output.bytes(session));
            case TEXT -> {
                if (!rows.isEmpty()) {
                    new AlertTable(rows, output.page(session, zone)).print(check);
                }
            }
        }
        return rows;
    }
}
