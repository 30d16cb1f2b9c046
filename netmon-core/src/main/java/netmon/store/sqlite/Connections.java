package netmon.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.files.CheckedFiles;
import netmon.store.files.CheckedFiles.FileUse;
import netmon.store.files.IndexSpace;
import netmon.store.files.PrivateFiles;
import netmon.store.files.ServiceLock;
import org.sqlite.SQLiteConfig;

/** Opens the database file for writing or for reading, and explains in one sentence why it cannot. */
public final class Connections {
    /** How long a statement waits for another program's lock; a tick of the service must not wait longer. */
    private static final int BUSY_MILLIS = 2_000;

    /** The size to which SQLite cuts the write-ahead log after a slow reader has let it grow. */
    private static final int LOG_BYTES = 8 << 20;

    /** Each question to a sound database of years takes less than a second. */
    private static final long READER_SECONDS = 6;

    private static final long WHOLE_FILE_SECONDS = 6;

    /** The first start may rewrite the rows of another program. */
    private static final long WRITER_SECONDS = 60;

    /** What a slow disk reads and writes in a second. */
    private static final long SLOW_DISK_BYTES = 4 << 20;

    /** The files that SQLite opens beside a database. */
    private static final List<String> BESIDE = List.of("-wal", "-shm", "-journal");

    private Connections() {}

    /** Opens for writing. Makes a missing file; writes nothing into an existing one. */
    public static Database writer(Path file) throws StoreException {
        try {
            PrivateFiles.prepareFolder(file);
            for (String suffix : BESIDE) {
                CheckedFiles.requireWritable(PrivateFiles.beside(file, suffix));
            }
            CheckedFiles.open(file, FileUse.WRITE).close();
            if (IndexSpace.isShort(file) && IndexSpace.isUnsafe(file)) {
                throw new StoreException(Remedy.FULL, "cannot open " + file + ": the disk is full");
            }
        } catch (IOException e) {
            throw StoreException.of("cannot open " + file, e);
        }
        return connect(file, "?mode=rw", false);
    }

    /** Sets up the file for writing each second. This changes the file, so it must be known to belong to netmon. */
    public static void prepareForWriting(Database database) throws StoreException {
        database.script("PRAGMA page_size = " + PageLayout.PAGE_BYTES); // no effect once there are tables
        PageLayout.improve(database);
        database.script("PRAGMA journal_mode = WAL");
        reserveIndex(database);
        database.script("PRAGMA synchronous = NORMAL");
        database.script("PRAGMA wal_autocheckpoint = " + DatabaseFile.longLog(database));
        database.script("PRAGMA journal_size_limit = " + LOG_BYTES);
    }

    private static void reserveIndex(Database database) throws StoreException {
        Path file = database.file();
        database.number("PRAGMA user_version"); // SQLite opens the index for its first read
        try {
            if (IndexSpace.isUnsafe(file)) {
                IndexSpace.reserve(PrivateFiles.beside(file, "-shm"));
            }
        } catch (IOException e) {
            throw new StoreException(Remedy.FULL, "cannot open " + file + ": the disk is full", e);
        }
    }

    /** Opens for reading; never makes or changes the file. */
    public static Database reader(Path file) throws StoreException {
        if (Files.notExists(file)) {
            throw new StoreException(Remedy.MISSING, "there is no database at " + file);
        }
        requireFile(file);
        try {
            if (Files.size(file) == 0) {
                throw new StoreException(Remedy.UNUSABLE, file + " is empty: netmon-service has not begun it");
            }
            for (String suffix : BESIDE) {
                CheckedFiles.requireBeside(file, PrivateFiles.beside(file, suffix));
            }
            return connect(file, isIndexNeeded(file) ? "?mode=ro" : "?immutable=1", true);
        } catch (IOException e) {
            throw StoreException.of("cannot read " + file, e);
        }
    }

    private static void requireFile(Path file) throws StoreException {
        if (!Files.isRegularFile(file)) {
            if (!Files.exists(file) && !Files.notExists(file)) {
                throw new StoreException(
                        Remedy.UNUSABLE, file + " is in a folder that this user may not read" + groupAccess(file));
            }
            throw new StoreException(Remedy.UNUSABLE, file + " is not a file");
        }
        if (!Files.isReadable(file)) {
            throw new StoreException(Remedy.UNUSABLE, file + " may not be read by this user" + groupAccess(file));
        }
    }

    /** Without a service and without a log SQLite needs no index; it cannot make one everywhere. */
    private static boolean isIndexNeeded(Path file) throws IOException, StoreException {
        Path folder = file.toAbsolutePath().getParent();
        boolean isFull = IndexSpace.isShort(file);
        if (folder == null || (Files.isWritable(folder) && !isFull) || ServiceLock.holder(file) != null) {
            return true;
        }
        Path log = PrivateFiles.beside(file, "-wal");
        boolean isEmpty = Files.notExists(log) || Files.size(log) == 0;
        if (!isEmpty && isFull && IndexSpace.isUnsafe(file)) {
            throw new StoreException(Remedy.FULL, "cannot read " + file + ": the disk is full");
        }
        return !isEmpty;
    }

    /** A phrase such as {@code ; members of the group adm may}; empty if no group may, or that is unknown. */
    static String groupAccess(Path file) {
        try {
            Path nearest = nearest(file);
            PosixFileAttributes attributes = Files.readAttributes(nearest, PosixFileAttributes.class);
            PosixFilePermission needed =
                    attributes.isDirectory() ? PosixFilePermission.GROUP_EXECUTE : PosixFilePermission.GROUP_READ;
            return attributes.permissions().contains(needed)
                    ? "; members of the group " + attributes.group().getName() + " may"
                    : "";
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** The file, or the nearest folder above it that this user can see. */
    private static Path nearest(Path file) {
        Path nearest = file.toAbsolutePath();
        for (Path up = nearest; up != null && !Files.exists(nearest); up = up.getParent()) {
            nearest = up;
        }
        return nearest;
    }

    /** The longest time of a statement that reads or writes the whole file. */
    static long wholeFileSeconds(Path file) {
        long bytes;
        try {
            bytes = Files.size(file);
        } catch (IOException e) {
            bytes = 0; // the statement itself reports why
        }
        return WHOLE_FILE_SECONDS + bytes / SLOW_DISK_BYTES;
    }

    private static Database connect(Path file, String parameters, boolean readOnly) throws StoreException {
        DriverPreload.await();
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(BUSY_MILLIS);
        // netmon does not use generated keys; the driver would run one more statement for each row that is written.
        config.setGetGeneratedKeys(false);
        // An escaped URI, because the driver takes a question mark in a path for the start of its own parameters.
        String uri = "file://" + file.toAbsolutePath().toUri().getRawPath();
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + uri + parameters);
            long seconds = readOnly ? READER_SECONDS : WRITER_SECONDS + wholeFileSeconds(file);
            return new Database(file, connection, QueryLimits.set(connection, seconds), readOnly);
        } catch (SQLException e) {
            throw SqliteErrors.translate((readOnly ? "cannot read " : "cannot open ") + file, e);
        }
    }
}
