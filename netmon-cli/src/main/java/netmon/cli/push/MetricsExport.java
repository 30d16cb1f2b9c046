package netmon.cli.push;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import netmon.cli.push.wire.MetricsText;
import netmon.cli.session.Session;
import netmon.model.PushMark;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import netmon.store.files.PrivateFiles;
import netmon.store.push.PushBatch;
import netmon.store.push.PushLimits;
import netmon.store.push.PushReader;
import netmon.store.push.PushWalk;

/**
 * The present totals as text. The file for node_exporter has a state like a destination, so that a purge does not lower
 * its totals; the printed ones have none, because they may be read at any time.
 */
final class MetricsExport {
    /** No name in the settings has a colon. */
    private static final String STATE = "metrics:file";

    private final Session session;
    private final PushLimits limits;

    MetricsExport(Session session) {
        this.session = session;
        this.limits = new PushLimits(
                session.now().getEpochSecond(), Duration.ofMinutes(1).toSeconds(), PushSettings.USUAL_APPS, 0);
    }

    String text() throws StoreException {
        try (TrafficReader store = session.open()) {
            PushBatch start = store.pushes().start(STATE, "", limits);
            return MetricsText.of(start.totals());
        }
    }

    void write(Path file) throws StoreException, IOException {
        PushState state = new PushState(session.database());
        PushWalk walk;
        PushBatch batch;
        try (TrafficReader store = session.open()) {
            PushReader pushes = store.pushes();
            PushMark mark = pushes.mark(STATE);
            if (mark == null) {
                batch = pushes.start(STATE, "", limits);
                PrivateFiles.replace(file, MetricsText.of(batch.totals()), "rw-r--r--");
                state.commit(batch, batch.mark());
                return;
            }
            walk = pushes.resume(mark.safeFrom(mark.sent()), limits);
            while (walk.hasNews()) {
                batch = pushes.next(walk);
                state.commit(batch, batch.mark().safeFrom(batch.mark().sent()));
            }
        }
        PrivateFiles.replace(file, MetricsText.of(walk.totals()), "rw-r--r--");
    }
}
