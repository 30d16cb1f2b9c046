package netmon.store.rows;

import java.util.HashMap;
import java.util.Map;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** The keys and values of the table meta, cached. */
public final class MetaRows {
    public static final String VALID_FROM = "valid_from";
    static final String BOOT = "boot";

    /** The number of the naming rules under which the names in app_aliases were found. */
    public static final String NAMING = "naming";

    private final Database database;
    private final Map<String, String> values = new HashMap<>();

    public MetaRows(Database database) throws StoreException {
        this.database = database;
        reload();
    }

    /** Reads all values again, after a transaction has failed. */
    public void reload() throws StoreException {
        values.clear();
        database.query(row -> values.put(row.getString(1), row.getString(2)), "SELECT key, value FROM meta");
    }

    @Nullable
    public String get(String key) {
        return values.get(key);
    }

    public void put(String key, String value) throws StoreException {
        if (!value.equals(values.put(key, value))) {
            database.update("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, value);
        }
    }
}
