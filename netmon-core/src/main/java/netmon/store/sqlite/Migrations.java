package netmon.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import netmon.store.StoreException;
import netmon.store.StoreException.Remedy;

/** Brings a database to this netmon's schema. {@code PRAGMA user_version} counts the files that were applied. */
public final class Migrations {
    static final List<String> FILES =
            List.of("001-public-tables.sql", "002-beside-them.sql", "003-still-counters.sql", "004-alerts.sql");

    /** The schema that this netmon knows. */
    static final int VERSION = FILES.size();

    private Migrations() {}

    /** Applies what is missing, each file in one transaction. */
    public static void apply(Database database) throws SQLException {
        for (int version = version(database); version < VERSION; version++) {
            String sql = text(FILES.get(version)) + "PRAGMA user_version = " + (version + 1) + ";";
            boolean foreign = version == 0;
            database.transaction(() -> {
                if (foreign) {
                    dropIndexes(database);
                }
                database.script(sql);
            });
        }
    }

    /** The original's indexes would be written each second, and netmon finds a time's rows without them. */
    private static void dropIndexes(Database database) throws SQLException {
        List<String> names = database.query(
                row -> row.getString(1),
                "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
                        + " AND tbl_name IN ('app_traffic_logs', 'traffic_logs')");
        for (String name : names) {
            database.script("DROP INDEX \"" + name.replace("\"", "\"\"") + "\"");
        }
    }

    /** Throws if the service must not write into it: a newer netmon's, or another program's. */
    public static void requireWritable(Database database, Path file) throws SQLException, StoreException {
        requireKnown(database, file);
        boolean empty = database.number("SELECT count(*) FROM sqlite_master") == 0;
        if (version(database) == 0 && !empty && !hasPublicTable(database)) {
            throw new StoreException(Remedy.UNUSABLE, file + " is the database of another program");
        }
    }

    /** Throws if the command cannot read it. */
    public static void requireCurrent(Database database, Path file) throws SQLException, StoreException {
        requireKnown(database, file);
        int version = version(database);
        if (version == 0 && !hasPublicTable(database)) {
            throw new StoreException(Remedy.UNUSABLE, file + " is the database of another program");
        }
        if (version < VERSION) {
            throw new StoreException(
                    Remedy.UNUSABLE,
                    file + " is of an older version: database is version " + version + ", this netmon knows " + VERSION
                            + "; netmon-service brings it up to date when it starts");
        }
    }

    private static void requireKnown(Database database, Path file) throws SQLException, StoreException {
        int version = version(database);
        if (version > VERSION) {
            throw new StoreException(
                    Remedy.NEWER,
                    file + " is of a newer version: database is version " + version + ", this netmon knows " + VERSION);
        }
    }

    private static int version(Database database) throws SQLException {
        return (int) database.number("PRAGMA user_version");
    }

    private static boolean hasPublicTable(Database database) throws SQLException {
        return database.number("SELECT count(*) FROM sqlite_master WHERE name = 'app_traffic_logs'") > 0;
    }

    static String text(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
