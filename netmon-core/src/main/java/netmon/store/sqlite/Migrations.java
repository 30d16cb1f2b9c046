package netmon.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;

/** Brings a database to the schema of this netmon. {@code PRAGMA user_version} counts the applied files. */
public final class Migrations {
    static final List<String> FILES = List.of(
            "001-public-tables.sql",
            "002-beside-them.sql",
            "003-still-counters.sql",
            "004-alerts.sql",
            "005-app-aliases.sql",
            "006-push.sql",
            "007-networks.sql");

    /** The version of this netmon's schema. */
    public static final int VERSION = FILES.size();

    /** The tables of a current database, in no particular order. */
    static final Set<String> TABLES = Set.of(
            "app_traffic_logs",
            "traffic_logs",
            "blocks",
            "app_totals",
            "app_estimates",
            "app_aliases",
            "interface_counting",
            "last_readings",
            "gaps",
            "peaks",
            "meta",
            "alerts",
            "alert_commands",
            "alert_notices",
            "push_destinations",
            "push_totals");

    /** All answers come from the rows of blocks. Without any block they would be that there is nothing. */
    private static final String HIDES_ROWS = "SELECT NOT EXISTS (SELECT 1 FROM blocks WHERE first_app_row < end_app_row"
            + " OR first_interface_row < end_interface_row) AND (EXISTS (SELECT 1 FROM app_traffic_logs)"
            + " OR EXISTS (SELECT 1 FROM traffic_logs))";

    /**
     * A view, a virtual table or a generated column can have the name of what netmon reads; then its maker decides what
     * a question does.
     */
    public static final String IS_PLAIN_TABLE = "type = 'table' AND rootpage > 0"
            + " AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(sqlite_master.name) WHERE hidden <> 0)";

    private Migrations() {}

    /** Applies each missing file in a transaction of its own. */
    public static void apply(Database database) throws StoreException {
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
        requireTables(database);
    }

    /** Drops the indexes of the original program: each costs a write every second, and netmon does not need them. */
    private static void dropIndexes(Database database) throws StoreException {
        List<String> names = database.query(
                row -> row.getString(1),
                "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
                        + " AND tbl_name IN ('app_traffic_logs', 'traffic_logs')");
        for (String name : names) {
            database.script("DROP INDEX \"" + name.replace("\"", "\"\"") + "\"");
        }
    }

    /** Throws if the service must not write into the database: it belongs to a newer netmon or to another program. */
    public static void requireWritable(Database database) throws StoreException {
        requireKnown(database);
        if (database.number("SELECT count(*) FROM sqlite_master") > 0) {
            requireOwn(database);
            for (String name : names(database, "NOT (" + IS_PLAIN_TABLE + ")")) {
                if (TABLES.contains(name)) {
                    throw incomplete(database, name);
                }
            }
            requireNoTriggers(database);
        }
    }

    /** netmon has no triggers. One of another program would run as a part of each write, and could refuse it. */
    private static void requireNoTriggers(Database database) throws StoreException {
        String ours = String.join("', '", TABLES);
        List<String> found = names(database, "type = 'trigger' AND lower(tbl_name) IN ('" + ours + "')");
        if (!found.isEmpty()) {
            throw new StoreException(
                    Remedy.UNUSABLE,
                    database.file() + " has the trigger '" + found.get(0) + "' of another program, which would run"
                            + " whenever netmon writes; drop it, or name another file");
        }
    }

    /** Whether the database is of the original program, which netmon takes over. */
    public static boolean isOriginals(Database database) throws StoreException {
        return version(database) == 0 && database.number("SELECT count(*) FROM sqlite_master") > 0;
    }

    public static void requireCurrent(Database database) throws StoreException {
        requireKnown(database);
        requireOwn(database);
        int version = version(database);
        if (version < VERSION) {
            throw new StoreException(
                    Remedy.UNUSABLE,
                    database.file() + " is of an older version: " + versions(version)
                            + "; netmon-service brings it up to date when it starts");
        }
        requireTables(database);
        if (database.number(HIDES_ROWS) != 0) {
            throw new StoreException(
                    Remedy.UNUSABLE,
                    database.file() + " is not whole: another program changed the table blocks, so no row can"
                            + " be found");
        }
    }

    private static void requireTables(Database database) throws StoreException {
        Set<String> missing = new TreeSet<>(TABLES);
        missing.removeAll(names(database, IS_PLAIN_TABLE));
        if (!missing.isEmpty()) {
            throw incomplete(database, String.join(", ", missing));
        }
    }

    private static StoreException incomplete(Database database, String names) {
        return new StoreException(
                Remedy.UNUSABLE,
                database.file() + " is not whole: another program removed or replaced the table " + names);
    }

    private static List<String> names(Database database, String condition) throws StoreException {
        return database.query(row -> row.getString(1), "SELECT name FROM sqlite_master WHERE " + condition);
    }

    private static void requireKnown(Database database) throws StoreException {
        int version = version(database);
        if (version < 0) {
            throw new StoreException(Remedy.UNUSABLE, database.file() + " is the database of another program");
        }
        if (version > VERSION) {
            throw new StoreException(Remedy.NEWER, database.file() + " is of a newer version: " + versions(version));
        }
    }

    private static void requireOwn(Database database) throws StoreException {
        boolean own = database.number(
                        "SELECT count(*) FROM sqlite_master WHERE name = 'app_traffic_logs'" + " AND " + IS_PLAIN_TABLE)
                > 0;
        if (database.number("SELECT count(*) FROM sqlite_master") == 0) {
            throw new StoreException(
                    Remedy.UNUSABLE,
                    database.file() + " has no tables yet: netmon-service creates them when it starts");
        }
        if (version(database) == 0 && !own) {
            throw new StoreException(Remedy.UNUSABLE, database.file() + " is the database of another program");
        }
    }

    private static String versions(int version) {
        return "database is version " + version + ", this netmon knows " + VERSION;
    }

    private static int version(Database database) throws StoreException {
        return (int) database.number("PRAGMA user_version");
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
