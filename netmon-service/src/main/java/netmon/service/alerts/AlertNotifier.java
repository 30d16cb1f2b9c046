package netmon.service.alerts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import netmon.model.Alert;
import netmon.service.log.Survivable;
import netmon.store.files.TrustedPath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports alerts: always in the log, and on the desktop or by a program of the user. It starts and supervises programs
 * between the ticks, and never waits for one.
 */
public final class AlertNotifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertNotifier.class);

    private static final int MOST_CHILDREN = 4;

    /** Further alerts are written to the log only, because nobody reads so many notifications. */
    private static final int MOST_WAITING = 32;

    private final Path database;
    private final DesktopNotification desktop;
    private final LongSupplier nanos;
    private final List<ChildProcess> running = new ArrayList<>();
    private final Deque<AlertMessage> waiting = new ArrayDeque<>();

    /**
     * @param database the database of the alerts; programs are run only if no other user can write it
     * @param nanos the monotonic clock
     */
    public AlertNotifier(Path database, DesktopNotification desktop, LongSupplier nanos) {
        this.database = database;
        this.desktop = desktop;
        this.nanos = nanos;
    }

    /** Logs an alert, and queues its notification. */
    void add(AlertMessage text) {
        LOG.warn("alert {}: {}", text.alert().id(), text.sentence());
        if (text.alert().means() == Alert.Means.LOG) {
            return;
        }
        if (waiting.size() < MOST_WAITING) {
            waiting.add(text);
        } else {
            LOG.warn(
                    "alert {} is only logged: too many alerts at once",
                    text.alert().id());
        }
    }

    /** Starts the waiting programs and kills those that take too long. The service calls it at each tick. */
    public void work() {
        running.removeIf(this::hasEnded);
        while (!waiting.isEmpty() && running.size() < MOST_CHILDREN) {
            start(waiting.remove());
        }
    }

    @Override
    public void close() {
        running.forEach(ChildProcess::kill);
    }

    private boolean hasEnded(ChildProcess child) {
        if (!child.process().isAlive()) {
            int status = child.process().exitValue();
            if (status != 0) {
                LOG.warn("{} ended with status {}", child.what(), status);
            }
            return true;
        }
        if (nanos.getAsLong() - child.end() > 0) {
            child.kill();
            LOG.warn("{} took too long and was killed", child.what());
            return true;
        }
        return false;
    }

    private void start(AlertMessage text) {
        String what = "alert " + text.alert().id();
        try {
            running.add(text.alert().means() == Alert.Means.COMMAND ? command(what, text) : notification(what, text));
        } catch (Throwable e) { // also where no process or thread can be created
            Survivable.require(e);
            LOG.warn("{} is only logged: {}", what, e.getMessage());
        }
    }

    private ChildProcess notification(String what, AlertMessage text) throws IOException {
        List<String> words = desktop.commandLine(text.sentence());
        if (words == null) {
            throw new IOException(desktop.program() + " is not installed");
        }
        return ChildProcess.start(what, words, desktop.environment(), nanos.getAsLong());
    }

    private ChildProcess command(String what, AlertMessage text) throws IOException {
        require(TrustedPath.objection(database));
        require(TrustedPath.folderObjection(
                Objects.requireNonNull(database.toAbsolutePath().getParent())));
        require(TrustedPath.objection(Path.of(text.alert().command().get(0))));
        return ChildProcess.start(what, text.alert().command(), text.variables(), nanos.getAsLong());
    }

    /**
     * A command runs with the rights of this user, so no other user may be able to write it into the database, or to
     * put another program or database, or a log of the database, in the place of this one.
     */
    private static void require(@Nullable String objection) throws IOException {
        if (objection != null) {
            throw new IOException("its command is not run, because " + objection);
        }
    }
}
