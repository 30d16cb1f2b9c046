package netmon.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import netmon.store.Heartbeat;
import netmon.store.StoreException;
import netmon.store.TrafficReport;
import netmon.store.WrittenRow;
import org.jspecify.annotations.Nullable;

/** Learns what the live screen shows: from the database what was written, from the service what only it knows. */
final class LiveFeed {
    /** A heartbeat that is older tells of a service that hangs, or of a machine that was asleep. */
    private static final long SILENT_SECONDS = 10;

    private final Path database;
    private final LongSupplier clock;
    private long lastApp;
    private long lastInterface;

    /** @param clock epoch seconds */
    LiveFeed(Path database, LongSupplier clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether a service writes the database. */
    static boolean isServed(Path database) throws StoreException {
        Heartbeat.Pulse pulse = Heartbeat.read(database);
        return pulse != null && pulse.running();
    }

    /** What is new since the last call; at the first one, of the last minutes. */
    News read(View view) throws StoreException {
        long now = clock.getAsLong();
        List<WrittenRow> apps;
        List<WrittenRow> interfaces;
        try (TrafficReport report = TrafficReport.open(database)) {
            apps = report.writtenApps(lastApp, now - Series.SECONDS);
            interfaces = report.writtenInterfaces(lastInterface, now - Series.SECONDS);
        }
        lastApp = last(apps, lastApp);
        lastInterface = last(interfaces, lastInterface);
        String trouble = trouble(now);
        News.Look look = null;
        if (view.isAsked() && trouble.isEmpty()) {
            try {
                look = ask(view);
                trouble = look == null ? News.WAITING : "";
            } catch (IOException | IllegalArgumentException e) {
                trouble = "the service does not tell its " + view.words();
            }
        }
        return new News(now, apps, interfaces, view, look, trouble);
    }

    private News.@Nullable Look ask(View view) throws IOException {
        ServiceClient.Answer answer = ServiceClient.ask(database, "live " + view);
        if (!answer.ok()) {
            throw new IOException(answer.text());
        }
        return LookAnswer.parse(answer.text());
    }

    private String trouble(long now) throws StoreException {
        Heartbeat.Pulse pulse = Heartbeat.read(database);
        if (pulse == null || !pulse.running()) {
            return "netmon-service does not run any more";
        }
        long silent = pulse.silentSeconds(now);
        return silent > SILENT_SECONDS ? "the service is silent for " + silent + " s" : "";
    }

    private static long last(List<WrittenRow> rows, long before) {
        return rows.isEmpty() ? before : rows.get(rows.size() - 1).id();
    }
}
