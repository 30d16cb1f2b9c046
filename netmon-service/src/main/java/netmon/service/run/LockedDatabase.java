package netmon.service.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.DamagedDatabase;
import netmon.store.TrafficWriter;
import netmon.store.files.ServiceLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database with the right to write it, from open to close. */
public final class LockedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LockedDatabase.class);

    private final Path file;
    private final ServiceLock lock;
    private final TrafficWriter log;

    private LockedDatabase(Path file, ServiceLock lock, TrafficWriter log) {
        this.file = file;
        this.lock = lock;
        this.log = log;
    }

    /**
     * Takes the lock, then opens.
     *
     * @throws StoreException also if another service has it, with that one's pid
     */
    public static LockedDatabase open(Path file) throws StoreException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new StoreException(Remedy.UNUSABLE, file + " is not a file"); // and gets no lock beside it
        }
        ServiceLock lock = ServiceLock.acquire(file);
        try {
            return new LockedDatabase(file, lock, openLog(file));
        } catch (StoreException e) {
            lock.close();
            throw e;
        }
    }

    /** A damaged database is kept for whoever can mend it, and a new one begun: the present must not wait for the past. */
    private static TrafficWriter openLog(Path file) throws StoreException {
        try {
            return TrafficWriter.open(file);
        } catch (StoreException e) {
            if (e.kind() != Remedy.DAMAGED) {
                throw e;
            }
            putAside(file, e);
            return TrafficWriter.open(file);
        }
    }

    /**
     * Gives the file up, before {@link #close}: a damaged one is put aside, and one that has lost its name is left to
     * whoever took it.
     */
    void giveUp(StoreException why) throws StoreException {
        if (why.kind() == Remedy.REPLACED) {
            log.abandon();
            LOG.error("{}; going on with the file that has the name now", why.getMessage());
        } else {
            closeDamaged();
            putAside(file, why);
        }
    }

    private void closeDamaged() {
        try {
            log.close();
        } catch (StoreException e) {
            LOG.warn("{}", e.getMessage()); // of a damaged file more cannot be expected
        }
    }

    private static void putAside(Path file, StoreException why) throws StoreException {
        Path aside = DamagedDatabase.moveAside(file, Instant.now());
        LOG.error("{}; it is kept as {}, and a new one is begun", why.getMessage(), aside);
    }

    public TrafficWriter log() {
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
