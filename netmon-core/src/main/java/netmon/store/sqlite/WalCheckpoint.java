package netmon.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database's file without its log. All that is written comes into the log, and the file changes only when that is
 * copied into it: here, or after another program's commit. Whatever else changes it, {@code cp} for one, has written
 * over it, which SQLite does not notice. The log is then no longer that file's, and must never be copied into it.
 *
 * <p>The file is only looked at from outside: to close it would give up SQLite's locks on it.
 */
public final class WalCheckpoint {
    /** A file that has not been changed for so long is whole, as far as one can tell of {@code cp}. */
    private static final long SETTLED_MILLIS = 2_000;

    private record State(FileTime changed, long bytes) {}

    private final Path file;
    private final Database database;
    private final long longLog;
    private @Nullable State known;
    private long othersCommits;
    private boolean overwritten;

    /**
     * The file as it is now.
     *
     * @param longLog pages of the log from which on it is copied
     */
    public WalCheckpoint(Path file, Database database, long longLog) throws SQLException {
        this.file = file;
        this.database = database;
        this.longLog = longLog;
        database.script("PRAGMA wal_autocheckpoint = 0");
        othersCommits = othersCommits();
        known = state();
    }

    /** To be called after each commit; while another program holds the log, the next one tries it again. */
    public void copyLongLog() {
        try {
            long pages = database.query(row -> row.getLong(2), "PRAGMA wal_checkpoint(NOOP)")
                    .get(0);
            if (pages >= longLog) {
                copyLog("PASSIVE");
            }
        } catch (SQLException e) {
            return; // what was committed is in the log
        }
    }

    /**
     * Copies the log into the main file, unless another program has overwritten that.
     *
     * @param how the mode of SQLite's {@code wal_checkpoint}
     */
    public void copyLog(String how) throws SQLException {
        if (!isOverwritten()) {
            try {
                database.query(row -> row.getInt(1), "PRAGMA wal_checkpoint(" + how + ")");
            } finally {
                known = state();
            }
        }
    }

    /** Whether somebody has written over it; false also where it is not there. */
    public boolean isOverwritten() {
        boolean explained = haveOthersCommitted(); // asked each time: a commit of before explains no later change
        State now = state();
        if (now != null && !now.equals(known)) {
            overwritten |= !explained;
            known = now;
        }
        return overwritten;
    }

    /** Whether whoever has written over it seems to be done. */
    public boolean isSettled() {
        State now = state();
        return now == null
                || Math.abs(System.currentTimeMillis() - now.changed().toMillis()) >= SETTLED_MILLIS;
    }

    /** Closes the database that was written over, and leaves the file as it is: without the log there is nothing to copy. */
    public void closeWithoutLog() throws IOException {
        Path log = Connections.beside(file, "-wal");
        if (Files.notExists(log)) {
            return; // it is closed already
        }
        try (FileChannel channel = FileChannel.open(log, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            channel.truncate(0);
        }
        try {
            database.close();
        } catch (SQLException e) {
            return; // it has missed its log
        } finally {
            Files.deleteIfExists(log);
            Files.deleteIfExists(Connections.beside(file, "-shm"));
        }
    }

    private boolean haveOthersCommitted() {
        try {
            long before = othersCommits;
            othersCommits = othersCommits();
            return othersCommits != before;
        } catch (SQLException e) {
            return false; // whoever writes next is told why
        }
    }

    private long othersCommits() throws SQLException {
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
