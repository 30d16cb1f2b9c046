package netmon.cli;

import java.time.ZoneId;
import java.util.List;
import netmon.store.StoreException;
import netmon.store.TrafficReport;
import picocli.CommandLine.Mixin;

/** A question about alerts: its options, and how it is answered. */
final class AlertQuery implements Settable {
    @Mixin
    private final ZoneOption times = new ZoneOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public List<Settable> parts() {
        return List.of(times, output);
    }

    /** All alerts; those that are exceeded alone where {@code check} asks. Nothing is printed for people if there is none. */
    List<AlertRow> answer(Session session, boolean check) throws StoreException {
        Format format = output.format();
        ZoneId zone = times.zone(session);
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
