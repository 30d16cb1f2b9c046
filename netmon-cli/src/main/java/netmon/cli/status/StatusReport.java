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
 * The state of netmon itself.
 *
 * @param now epoch seconds
 * @param pulse the heartbeat of the last service; null if none ever ran
 * @param service the status of the running service
 * @param today how well the owners of today's bytes are known
 * @param gaps the gaps of today
 * @param size bytes of the database and its write-ahead log
 * @param first the first second with data; null if there is none
 * @param last the last sample with traffic; null if there is none
 * @param strange new rows of another program, which are left out; null if there are none
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
        @Nullable Long last,
        @Nullable String strange) {
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
                    store.lastTimestamp(),
                    store.strangeRows());
        }
    }

    /** Whether the service runs and reads the interfaces. */
    boolean isMeasuring() {
        return isRunning() && service.reply().unmeasured() == null;
    }

    public boolean isRunning() {
        return pulse != null && pulse.running();
    }

    /** The average growth of the database in a day, in bytes; 0 on the first day. */
    long growth() {
        long age = first == null ? 0 : now - first;
        return age < DAY_SECONDS ? 0 : (long) ((double) size / age * DAY_SECONDS);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // the log may be missing
        }
    }
}
