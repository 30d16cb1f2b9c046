package netmon.service.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import netmon.apps.AppNames;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.DamagedDatabase;
import netmon.store.TrafficWriter;
import netmon.store.files.ServiceLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open database and the lock that allows this process to write it. */
public record LockedDatabase(Path file, ServiceLock lock, TrafficWriter log) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LockedDatabase.class);

    /**
     * Takes the lock, then opens the database.
     *
     * @throws StoreException also if another service has the lock; the message names its pid
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

    /** Keeps a damaged database under another name for a repair, and starts a new one so that measuring goes on. */
    private static TrafficWriter openLog(Path file) throws StoreException {
        try {
            return withPresentNames(TrafficWriter.open(file));
        } catch (StoreException e) {
            if (e.kind() != Remedy.DAMAGED) {
                throw e;
            }
            putAside(file, e);
            return TrafficWriter.open(file);
        }
    }

    private static TrafficWriter withPresentNames(TrafficWriter log) {
        try {
            log.adoptNames(AppNames.RULES, AppNames::presentName);
        } catch (StoreException e) {
            LOG.warn("some applications keep the names of earlier versions until the next start: {}", e.getMessage());
        }
        return log;
    }

    /**
     * Gives the file up, before {@link #close}. A damaged file is put aside; a file that was deleted or replaced is
     * left alone.
     */
    void giveUp(StoreException why) throws StoreException {
        if (why.kind() == Remedy.REPLACED) {
            log.abandon();
            LOG.error("{}; continuing with the file that now has this name", why.getMessage());
        } else {
            try {
                log.close();
            } catch (StoreException e) {
                LOG.warn("{}", e.getMessage()); // a damaged file may not close in order
            }
            putAside(file, why);
        }
    }

    private static void putAside(Path file, StoreException why) throws StoreException {
        Path aside = DamagedDatabase.moveAside(file, Instant.now());
        LOG.error("{}; it is kept as {}, and a new one is started", why.getMessage(), aside);
    }

    /** Closes the log before it releases the lock, because no other service may write while the WAL is copied. */
    @Override
    public void close() throws StoreException {
        try {
            log.close();
        } finally {
            lock.close();
        }
    }
}
