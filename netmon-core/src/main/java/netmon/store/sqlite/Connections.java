package netmon.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import netmon.store.StoreException;
import netmon.store.StoreException.Remedy;
import netmon.store.files.GroupAccess;
import netmon.store.files.PrivateFiles;
import netmon.store.files.ServiceLock;
import org.sqlite.SQLiteConfig;

/** Opens the file, for writing or for reading, and says in a sentence why it cannot. */
public final class Connections {
    /** How long a statement waits for another program's lock; a tick of the service must not wait longer. */
    private static final int BUSY_MILLIS = 2_000;

    /**
     * The log's length at which it is copied into the database: about 20 minutes of a busy machine. The copied pages
     * lie scattered and cost the disk eight times their size each, so it should be seldom.
     */
    private static final int CHECKPOINT_BYTES = 4 << 20;

    /** What the log is cut to when a slow reader has let it grow. */
    private static final int LOG_BYTES = 8 << 20;

    private Connections() {}

    public static Path beside(Path database, String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }

    /** Opens for writing; the file is made where there is none. Nothing is written into one that is there. */
    public static Database writer(Path file) throws StoreException {
        String doing = "cannot open " + file;
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                PrivateFiles.makeFolder(folder);
            }
            for (String suffix : List.of("-wal", "-shm", "-journal")) {
                PrivateFiles.refuseLink(beside(file, suffix));
            }
            PrivateFiles.makeFile(file);
            requireFile(file, LinkOption.NOFOLLOW_LINKS);
            return connect(file, "?mode=rw", false);
        } catch (IOException e) {
            throw StoreException.of(doing, e);
        } catch (SQLException e) {
            throw StoreException.of(doing, e);
        }
    }

    /** How the service writes; to be called once the database is known to be netmon's, for it changes the file. */
    public static void prepareForWriting(Database database) throws SQLException {
        database.script("PRAGMA page_size = " + PageLayout.PAGE_BYTES); // without effect where there are tables already
        PageLayout.improve(database);
        database.script("PRAGMA journal_mode = WAL");
        database.script("PRAGMA synchronous = NORMAL");
        database.script("PRAGMA wal_autocheckpoint = " + longLog(database));
        database.script("PRAGMA journal_size_limit = " + LOG_BYTES);
    }

    /** From how many pages on the log is copied. */
    public static long longLog(Database database) throws SQLException {
        return CHECKPOINT_BYTES / database.number("PRAGMA page_size");
    }

    /** Opens for reading; neither the file nor its content is ever made or changed. */
    public static Database reader(Path file) throws StoreException {
        if (Files.notExists(file)) {
            throw new StoreException(Remedy.MISSING, "there is no database at " + file);
        }
        requireFile(file);
        try {
            if (Files.size(file) == 0) {
                throw new StoreException(Remedy.UNUSABLE, file + " is empty: netmon-service has not begun it");
            }
            return connect(file, isAtRest(file) ? "?immutable=1" : "?mode=ro", true);
        } catch (IOException e) {
            throw StoreException.of("cannot read " + file, e);
        } catch (SQLException e) {
            throw StoreException.of("cannot read " + file, e);
        }
    }

    private static void requireFile(Path file, LinkOption... options) throws StoreException {
        if (!Files.isRegularFile(file, options)) {
            if (!Files.exists(file, options) && !Files.notExists(file, options)) {
                throw new StoreException(
                        Remedy.UNUSABLE, file + " is in a folder that this user may not read" + GroupAccess.of(file));
            }
            throw new StoreException(Remedy.UNUSABLE, file + " is not a file");
        }
        if (!Files.isReadable(file)) {
            throw new StoreException(Remedy.UNUSABLE, file + " may not be read by this user" + GroupAccess.of(file));
        }
    }

    /**
     * Whether nobody writes and SQLite could not make the files in which readers and writers meet. Only then is the
     * file read without them.
     */
    private static boolean isAtRest(Path file) throws IOException, StoreException {
        Path log = beside(file, "-wal");
        Path folder = file.toAbsolutePath().getParent();
        return (Files.notExists(log) || Files.size(log) == 0)
                && folder != null
                && !Files.isWritable(folder)
                && ServiceLock.holder(file) == null;
    }

    private static Database connect(Path file, String parameters, boolean readOnly) throws SQLException {
        DriverPreload.await();
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(BUSY_MILLIS);
        // Nobody asks for them; the driver would run a statement of its own after each row that is written.
        config.setGetGeneratedKeys(false);
        // An escaped URI: the driver would take a question mark in a path for the begin of its own parameters.
        String uri = "file://" + file.toAbsolutePath().toUri().getRawPath();
        return new Database(config.createConnection("jdbc:sqlite:" + uri + parameters));
    }
}
