package netmon.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.files.FileIdentity;
import netmon.store.files.PrivateFiles;
import org.jspecify.annotations.Nullable;

/**
 * The file of a database that is open for writing, and its write-ahead log. Every commit goes into the log; the file
 * itself changes only by a checkpoint, here or after another program's commit. Any other change is an overwrite, for
 * example by {@code cp}, which SQLite does not notice; the log must then never be copied into the file. This class
 * reads only the attributes of the file: to open and close it would drop SQLite's locks on it.
 */
public final class DatabaseFile {
    /** The log's length that triggers a checkpoint. Scattered pages are expensive, so it is rare: every 20 minutes. */
    private static final int CHECKPOINT_BYTES = 4 << 20;

    /** A file without a change for so long is complete; a guess, since {@code cp} leaves no other sign. */
    private static final long SETTLED_MILLIS = 2_000;

    private record State(FileTime changed, long bytes) {}

    private final Database database;
    private final Path file;
    private final Path log;
    private final FileIdentity identity;
    private final FileIdentity logIdentity;
    private final FileIdentity indexIdentity;
    private final long longLog;
    private @Nullable State known;
    private long othersCommits;
    private boolean overwritten;

    /** Starts with the present state as the known one. Each transaction then ends with a checkpoint if due. */
    public DatabaseFile(Database database) throws StoreException {
        this.database = database;
        this.file = database.file();
        this.log = PrivateFiles.beside(file, "-wal");
        this.identity = new FileIdentity(file);
        this.logIdentity = new FileIdentity(log);
        this.indexIdentity = new FileIdentity(PrivateFiles.beside(file, "-shm"));
        this.longLog = longLog(database);
        database.script("PRAGMA wal_autocheckpoint = 0");
        othersCommits = othersCommits();
        known = state();
        database.afterCommit(this::copyLongLog);
    }

    /** The length of the log that triggers a checkpoint, in pages. */
    static long longLog(Database database) throws StoreException {
        return CHECKPOINT_BYTES / database.number("PRAGMA page_size");
    }

    /** If another program holds the log, the next commit retries. */
    private void copyLongLog() {
        try {
            if (database.only(row -> row.getLong(2), "PRAGMA wal_checkpoint(NOOP)") >= longLog) {
                copyLog("PASSIVE");
            }
        } catch (StoreException e) {
            return; // the committed rows are safe in the log
        }
    }

    /** Copies the log into an unchanged database file; {@code how} is the mode of SQLite's wal_checkpoint. */
    public void copyLog(String how) throws StoreException {
        if (!isOverwritten()) {
            try {
                checkpoint(how);
            } finally {
                known = state();
            }
        }
    }

    /** After a full disk: a checkpoint lets SQLite reuse the log's space if the copied pages fit. */
    public StoreException madeRoom(StoreException failure) {
        if (failure.kind() == Remedy.FULL) {
            try {
                copyLog("PASSIVE");
            } catch (StoreException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    /** Throws if the file was moved, replaced, deleted or overwritten: whatever is written would be lost. */
    public void requirePresent() throws StoreException {
        if (identity.isGone()) {
            throw new StoreException(Remedy.REPLACED, file + " was replaced or deleted while it was written");
        }
        requireContent();
        requireLog();
    }

    private void requireContent() throws StoreException {
        if (isOverwritten()) {
            throw isSettled()
                    ? new StoreException(Remedy.REPLACED, file + " was overwritten by another program")
                    : new StoreException(Remedy.BUSY, file + " is being overwritten by another program");
        }
    }

    /**
     * Throws if the log or its index was deleted or replaced: only this process would still see the rows there. They
     * are copied into the file first.
     */
    private void requireLog() throws StoreException {
        if (logIdentity.isGone() || indexIdentity.isGone()) {
            copyLog("FULL");
            requireContent();
            boolean isCopied = database.only(row -> row.getLong(2) == row.getLong(3), "PRAGMA wal_checkpoint(PASSIVE)");
            throw new StoreException(
                    isCopied ? Remedy.REPLACED : Remedy.BUSY,
                    "the log beside " + file + " was deleted or replaced; its rows "
                            + (isCopied ? "are in the database" : "wait for another program that reads them"));
        }
    }

    /** Closes a file that lost its name or content, and removes its log. A moved file is complete. */
    public void abandon() throws StoreException {
        if (!identity.isGone() && isOverwritten()) {
            closeWithoutLog();
            return;
        }
        try (database) {
            checkpoint("TRUNCATE");
        } finally {
            if (!logIdentity.isGone()) { // otherwise the log there belongs to the file that has the name now
                deleteLog();
            }
        }
    }

    /** Copies the log into the file and closes both; only closes them if the file was overwritten. */
    public void close() throws StoreException {
        if (!identity.isGone() && isOverwritten()) {
            closeWithoutLog();
        } else {
            database.close();
        }
    }

    private void checkpoint(String how) throws StoreException {
        database.query(row -> row.getInt(1), "PRAGMA wal_checkpoint(" + how + ")");
    }

    /** Closes an overwritten database without changing the file: from an empty log SQLite copies nothing. */
    private void closeWithoutLog() throws StoreException {
        if (Files.notExists(log)) {
            return; // it is closed already
        }
        try (FileChannel channel = FileChannel.open(log, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            channel.truncate(0);
        } catch (IOException e) {
            throw StoreException.of("cannot remove the log of " + file, e);
        }
        try {
            database.close();
        } catch (StoreException e) {
            return; // SQLite misses the log
        } finally {
            deleteLog();
        }
    }

    private void deleteLog() throws StoreException {
        try {
            Files.deleteIfExists(log);
            Files.deleteIfExists(PrivateFiles.beside(file, "-shm"));
        } catch (IOException e) {
            throw StoreException.of("cannot remove the log of " + file, e);
        }
    }

    private boolean isOverwritten() {
        boolean explained =
                haveOthersCommitted(); // asked at each call: a commit that was noticed earlier must not explain a later
        // change
        State now = state();
        if (now != null && !now.equals(known)) {
            overwritten |= !explained;
            known = now;
        }
        return overwritten;
    }

    /** Whether the program that overwrites the file seems to have finished. */
    private boolean isSettled() {
        State now = state();
        return now == null
                || Math.abs(System.currentTimeMillis() - now.changed().toMillis()) >= SETTLED_MILLIS;
    }

    private boolean haveOthersCommitted() {
        try {
            long before = othersCommits;
            othersCommits = othersCommits();
            return othersCommits != before;
        } catch (StoreException e) {
            return false; // the next write reports the reason
        }
    }

    private long othersCommits() throws StoreException {
        return database.number("PRAGMA data_version");
    }

    private @Nullable State state() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new State(now.lastModifiedTime(), now.size());
        } catch (IOException e) {
            return null;
        }
    }
}
