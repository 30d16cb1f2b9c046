package netmon.cli.alerts;

import java.time.ZoneId;
import java.util.List;
import netmon.cli.options.FastOptions;
import netmon.cli.options.OutputFormat;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.ZoneOption;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import picocli.CommandLine.Mixin;

/** A question about alerts: its options, and how it is answered. */
final class AlertQuery implements FastOptions {
    @Mixin
    private final ZoneOption times = new ZoneOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public List<FastOptions> parts() {
        return List.of(times, output);
    }

    /** All alerts; those that are exceeded alone where {@code check} asks. Nothing is printed for people if there is none. */
    List<AlertUsage> answer(Session session, boolean check) throws StoreException {
        OutputFormat format = output.format();
        ZoneId zone = times.zone(session);
        List<AlertUsage> rows;
        try (TrafficReader store = session.open()) {
            rows = check
                    ? AlertUsageReader.exceeded(store, session.now(), zone)
                    : AlertUsageReader.all(store, session.now(), zone);
        }
        AlertExport data = new AlertExport(rows, session.out(), zone);
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
