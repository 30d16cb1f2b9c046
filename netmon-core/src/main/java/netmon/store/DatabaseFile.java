package netmon.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.files.FileIdentity;
import netmon.store.files.PrivateFiles;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.WalCheckpoint;

/**
 * The file of a database that is open for writing. It notices that another program has replaced or overwritten the
 * file, and closes the database without changing what that program has put there.
 */
final class DatabaseFile implements AutoCloseable {
    private final Path file;
    private final FileIdentity identity;
    private final FileIdentity logIdentity;
    private final Database database;
    private final WalCheckpoint checkpoint;

    DatabaseFile(Database database) throws StoreException {
        this.file = database.file();
        this.identity = new FileIdentity(file);
        this.logIdentity = new FileIdentity(PrivateFiles.beside(file, "-wal"));
        this.database = database;
        this.checkpoint = new WalCheckpoint(database);
        database.afterCommit(checkpoint::copyLongLog);
    }

    WalCheckpoint checkpoint() {
        return checkpoint;
    }

    /** Throws if the file was moved, replaced, deleted or overwritten: whatever is written would be lost. */
    void requirePresent() throws StoreException {
        if (identity.isGone()) {
            throw new StoreException(Remedy.REPLACED, file + " was replaced or deleted while it was written");
        }
        if (checkpoint.isOverwritten()) {
            throw checkpoint.isSettled()
                    ? new StoreException(Remedy.REPLACED, file + " was overwritten by another program")
                    : new StoreException(Remedy.BUSY, file + " is being overwritten by another program");
        }
    }

    /** Closes the database as {@link TrafficWriter#abandon} describes. */
    void abandon() throws StoreException {
        if (isOverwritten()) {
            closeOverwritten();
            return;
        }
        try (database) {
            database.query(row -> row.getInt(1), "PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
            removeLog();
        }
    }

    /** Copies the log into the file and closes both; only closes them if the file was overwritten. */
    @Override
    public void close() throws StoreException {
        if (isOverwritten()) {
            closeOverwritten();
        } else {
            database.close();
        }
    }

    private boolean isOverwritten() {
        return !identity.isGone() && checkpoint.isOverwritten();
    }

    private void closeOverwritten() throws StoreException {
        try {
            checkpoint.closeWithoutLog();
        } catch (IOException e) {
            throw StoreException.of("cannot remove the log of " + file, e);
        }
    }

    private void removeLog() throws StoreException {
        if (logIdentity.isGone()) {
            return; // the log there now belongs to the file that has the name now
        }
        try {
            Files.deleteIfExists(PrivateFiles.beside(file, "-wal"));
            Files.deleteIfExists(PrivateFiles.beside(file, "-shm"));
        } catch (IOException e) {
            throw StoreException.of("cannot remove the log of " + file, e);
        }
    }
}
