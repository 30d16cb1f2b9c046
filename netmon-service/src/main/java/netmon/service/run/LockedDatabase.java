package netmon.service.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import netmon.apps.AppNames;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.DamagedDatabase;
import netmon.store.TrafficWriter;
import netmon.store.files.CheckedFiles;
import netmon.store.files.CheckedFiles.FileUse;
import netmon.store.files.Heartbeat;
import netmon.store.files.ServiceLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open database and the lock that allows this process to write it. */
public record LockedDatabase(Path file, ServiceLock lock, TrafficWriter log) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LockedDatabase.class);

    /** The start of every SQLite file that is not empty. */
    private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /**
     * Takes the lock, then opens the database.
     *
     * @throws StoreException also if another service has the lock; the message names its pid
     */
    public static LockedDatabase open(Path file) throws StoreException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new StoreException(Remedy.UNUSABLE, file + " is not a file"); // and gets no lock beside it
        }
        requireDatabase(file);
        ServiceLock lock = ServiceLock.acquire(file);
        try {
            return new LockedDatabase(file, lock, openLog(file));
        } catch (StoreException e) {
            lock.close();
            throw e;
        }
    }

    /** Refuses a file that is no database and never was netmon's, before anything is made beside it. */
    private static void requireDatabase(Path file) throws StoreException {
        try {
            if (Files.exists(file) && !isDatabase(file) && !wasOurs(file)) {
                throw new StoreException(
                        Remedy.UNUSABLE,
                        file + " is not a database; name another file with --db, or move this one away");
            }
        } catch (IOException e) {
            throw StoreException.of("cannot read " + file, e);
        }
    }

    private static boolean isDatabase(Path file) throws IOException {
        try (InputStream in = Channels.newInputStream(CheckedFiles.open(file, FileUse.READ))) {
            byte[] start = in.readNBytes(HEADER.length);
            return start.length == 0 || Arrays.equals(start, HEADER);
        }
    }

    /** A service that wrote the file left its heartbeat there. */
    private static boolean wasOurs(Path file) throws StoreException {
        return Heartbeat.read(file) != null;
    }

    /** Keeps a damaged database under another name for a repair, and starts a new one so that measuring goes on. */
    private static TrafficWriter openLog(Path file) throws StoreException {
        try {
            return withPresentNames(TrafficWriter.open(file));
        } catch (StoreException e) {
            if (e.kind() != Remedy.DAMAGED || !wasOurs(file)) {
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
