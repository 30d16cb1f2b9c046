package netmon.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import netmon.store.DamagedDatabase;
import netmon.store.ServiceLock;
import netmon.store.StoreException;
import netmon.store.StoreException.Kind;
import netmon.store.TrafficLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database with the right to write it, from open to close. */
final class OwnDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnDatabase.class);

    private final ServiceLock lock;
    private final TrafficLog log;

    private OwnDatabase(ServiceLock lock, TrafficLog log) {
        this.lock = lock;
        this.log = log;
    }

    /**
     * Takes the lock, then opens.
     *
     * @throws StoreException also if another service has it, with that one's pid
     */
    static OwnDatabase open(Path file) throws StoreException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new StoreException(Kind.UNUSABLE, file + " is not a file"); // and gets no lock beside it
        }
        ServiceLock lock = ServiceLock.acquire(file);
        try {
            return new OwnDatabase(lock, openLog(file));
        } catch (StoreException e) {
            lock.close();
            throw e;
        }
    }

    /** A damaged database is kept for whoever can mend it, and a new one begun: the present must not wait for the past. */
    private static TrafficLog openLog(Path file) throws StoreException {
        try {
            return TrafficLog.open(file);
        } catch (StoreException e) {
            if (e.kind() != Kind.DAMAGED) {
                throw e;
            }
            Path aside = DamagedDatabase.moveAside(file, Instant.now());
            LOG.error("{}; it is kept as {}, and a new one is begun", e.getMessage(), aside);
            return TrafficLog.open(file);
        }
    }

    TrafficLog log() {
        return log;
    }

    /** The log first: nobody else may write while it is copied into the database. */
    @Override
    public void close() throws StoreException {
        try {
            log.close();
        } finally {
            lock.close();
        }
    }
}
