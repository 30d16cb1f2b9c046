package netmon.cli.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.cli.client.ServiceStatus;
import netmon.cli.text.Accuracy;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import netmon.store.files.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * How netmon itself is.
 *
 * @param now epoch seconds
 * @param pulse the last service's sign of life; null where none ever ran
 * @param service what the living service says
 * @param today how well today's bytes are known
 * @param gaps today's
 * @param size of the database and its log, bytes
 * @param first the first second of which anything is known; null where nothing is
 * @param last the last sample in which anything moved; null where there is none
 */
public record StatusReport(
        long now,
        Heartbeat.@Nullable Pulse pulse,
        ServiceStatus service,
        Period period,
        Accuracy today,
        List<Gap> gaps,
        Path database,
        long size,
        @Nullable Long first,
        @Nullable Long last) {
    private static final long DAY_SECONDS = 86_400;

    public static StatusReport read(Path database, Period today, long now) throws StoreException {
        Heartbeat.Pulse pulse = Heartbeat.read(database);
        Heartbeat.Pulse living = pulse != null && pulse.running() ? pulse : null;
        try (TrafficReader store = TrafficReader.open(database)) {
            return new StatusReport(
                    now,
                    pulse,
                    living == null ? ServiceStatus.NONE : ServiceStatus.ask(database),
                    today,
                    Accuracy.of(store.apps(today)),
                    store.gaps(today),
                    database,
                    size(database) + size(Path.of(database + "-wal")),
                    store.firstTimestamp(),
                    store.lastTimestamp());
        }
    }

    public boolean isRunning() {
        return pulse != null && pulse.running();
    }

    /** Bytes that the database has grown by in a day, on the average; 0 in the first day. */
    long growth() {
        long age = first == null ? 0 : now - first;
        return age < DAY_SECONDS ? 0 : (long) ((double) size / age * DAY_SECONDS);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // there need not be a log
        }
    }
}
