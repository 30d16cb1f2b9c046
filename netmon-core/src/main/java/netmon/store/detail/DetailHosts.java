package netmon.store.detail;

import java.util.HashMap;
import java.util.Map;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.Migrations;

/** The names of destinations that the machine has resolved. The table is made with the first name. */
public final class DetailHosts {
    static final String TABLE = "detail_hosts";

    private static final String CREATE = """
            -- The names of addresses in detail_names, as this machine last resolved them.
            CREATE TABLE IF NOT EXISTS detail_hosts (
              address TEXT PRIMARY KEY NOT NULL,
              host    TEXT NOT NULL,
              seen    INTEGER NOT NULL -- epoch second
            ) WITHOUT ROWID;
            """;

    /** Those that were resolved last; more would make each answer by destination slower. */
    private static final int MOST = 5_000;

    /** No name of DNS is longer; another program may have written anything. */
    private static final int LONGEST_NAME = 253;

    private final Database database;

    public DetailHosts(Database database) {
        this.database = database;
    }

    /** Stores names by address. */
    public void write(Map<String, String> names, long now) throws StoreException {
        database.transaction(() -> {
            database.script(CREATE);
            for (Map.Entry<String, String> each : names.entrySet()) {
                database.update(
                        "INSERT OR REPLACE INTO detail_hosts (address, host, seen) VALUES (?, ?, ?)",
                        each.getKey(),
                        each.getValue(),
                        now);
            }
            database.update("DELETE FROM detail_hosts WHERE address IN"
                    + " (SELECT address FROM detail_hosts ORDER BY seen DESC, address LIMIT -1 OFFSET " + MOST + ")");
        });
    }

    /** The stored names by address. */
    public Map<String, String> all() throws StoreException {
        Map<String, String> names = new HashMap<>();
        if (exist(database)) {
            database.query(
                    row -> names.put(row.getString(1), row.getString(2)),
                    "SELECT address, host FROM detail_hosts WHERE typeof(address) = 'text' AND typeof(host) = 'text'"
                            + " AND length(host) BETWEEN 1 AND " + LONGEST_NAME + " LIMIT " + MOST);
        }
        return names;
    }

    /** Removes the names of addresses that no detail has any more. */
    static void removeUnused(Database database) throws StoreException {
        if (exist(database)) {
            database.update("DELETE FROM detail_hosts WHERE address NOT IN (SELECT name FROM detail_names)");
        }
    }

    private static boolean exist(Database database) throws StoreException {
        return database.number("SELECT count(*) FROM sqlite_master WHERE name = '" + TABLE + "' AND "
                        + Migrations.IS_PLAIN_TABLE)
                > 0;
    }
}
