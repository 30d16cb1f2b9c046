package netmon.apps;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import netmon.model.App;
import netmon.model.OwnerProcess;
import org.jspecify.annotations.Nullable;

/**
 * Caches the applications of recently seen processes, so that not every poll asks for each process. The system reuses
 * pids: an entry is valid for one pid and one start. Not thread-safe.
 *
 * <p>A process may become another program with the same pid and start (exec), most likely soon after its fork. So an
 * entry is read again after two seconds, and then at growing intervals of up to a minute; until then the process keeps
 * its former name.
 */
public final class AppCache {
    /** Far more processes than have sockets on a busy machine; an entry takes about 300 bytes. */
    static final int CAPACITY = 4096;

    static final long FIRST_REREAD_NANOS = TimeUnit.SECONDS.toNanos(2);

    static final long LAST_REREAD_NANOS = TimeUnit.SECONDS.toNanos(64);

    /** How long after a process's end its last bytes may arrive: two polls at the longest interval of 5 s. */
    static final long GONE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Lookup lookup;
    private final LongUnaryOperator started;
    private final LongSupplier nanos;

    /** In the order of their last use. */
    private final Map<Long, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** Processes that a source resolved itself, in the order of their last use. */
    private final Map<OwnerProcess, App> resolved = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Creates an empty cache. It looks up processes of which a source reports only the pid.
     *
     * @param lookup asks the system for a process
     * @param started asks the system for a process's start, epoch milliseconds, 0 where it is gone; cheap
     * @param nanos the monotonic clock
     */
    public AppCache(Lookup lookup, LongUnaryOperator started, LongSupplier nanos) {
        this.lookup = lookup;
        this.started = started;
        this.nanos = nanos;
    }

    /** Asks the system for a process; see {@code netmon.scan.Processes}. */
    @FunctionalInterface
    public interface Lookup {
        OwnerProcess of(long pid, @Nullable String command);
    }

    /**
     * The application of a process. A process that ended a moment ago keeps its name.
     *
     * @param process an unresolved one is looked up, unless that was done recently
     */
    public App of(OwnerProcess process) {
        if (process.isResolved()) {
            return ofResolved(process);
        }
        long now = nanos.getAsLong();
        long start = started.applyAsLong(process.pid());
        Entry known = entries.get(process.pid());
        if (known != null && start == 0 && now - known.seen < GONE_NANOS) {
            return known.app;
        }
        if (known != null && start == known.started && now - known.read < known.reread) {
            known.seen = now;
            return known.app;
        }
        return read(process, known, now);
    }

    int size() {
        return entries.size() + resolved.size();
    }

    private App ofResolved(OwnerProcess process) {
        App app = resolved.get(process);
        if (app == null) {
            app = AppNames.of(process);
            resolved.put(process, app);
            bound(resolved);
        }
        return app;
    }

    private App read(OwnerProcess process, @Nullable Entry known, long now) {
        OwnerProcess found = lookup.of(process.pid(), process.command());
        App app = AppNames.of(found);
        // Without a start, this process cannot be distinguished from a later one with the same pid.
        if (found.started() != 0) {
            long reread = known != null && known.started == found.started()
                    ? Math.min(2 * known.reread, LAST_REREAD_NANOS)
                    : FIRST_REREAD_NANOS;
            remember(process.pid(), new Entry(found.started(), app, now, reread));
        }
        return app;
    }

    private void remember(long pid, Entry entry) {
        entries.put(pid, entry);
        bound(entries);
    }

    private static void bound(Map<?, ?> map) {
        if (map.size() > CAPACITY) {
            Iterator<?> eldest = map.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /** The application of the process that has had a pid since {@code started}. */
    private static final class Entry {
        final long started;
        final App app;
        final long read;
        final long reread;
        long seen;

        Entry(long started, App app, long read, long reread) {
            this.started = started;
            this.app = app;
            this.read = read;
            this.reread = reread;
            this.seen = read;
        }
    }
}
