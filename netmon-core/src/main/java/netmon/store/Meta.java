package netmon.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The single facts of the table meta. */
final class Meta {
    static final String VALID_FROM = "valid_from";
    static final String BOOT = "boot";

    private final Database database;
    private final Map<String, String> values = new HashMap<>();

    Meta(Database database) throws SQLException {
        this.database = database;
        reload();
    }

    /** Forgets what was written in a transaction that failed. */
    void reload() throws SQLException {
        values.clear();
        database.query(row -> values.put(row.getString(1), row.getString(2)), "SELECT key, value FROM meta");
    }

    @Nullable
    String get(String key) {
        return values.get(key);
    }

    /** Writes only what differs. */
    void put(String key, String value) throws SQLException {
        if (!value.equals(values.put(key, value))) {
            database.update("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, value);
        }
    }
}
