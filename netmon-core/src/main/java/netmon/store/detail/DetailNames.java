package netmon.store.detail;

import java.util.LinkedHashMap;
import java.util.Map;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** The ids of the texts in detail_names. The recent ones are cached, so each connection has only one such object. */
public final class DetailNames {
    private static final int CACHED = 2_000;

    private final Database database;

    /** In the order of their last use. */
    private final Map<String, Long> ids = new LinkedHashMap<>(16, 0.75f, true);

    public DetailNames(Database database) {
        this.database = database;
    }

    /** The id of a text, which is stored if it is new. */
    long id(String name) throws StoreException {
        Long known = ids.get(name);
        if (known != null) {
            return known;
        }
        database.update("INSERT INTO detail_names (name) VALUES (?) ON CONFLICT DO NOTHING", name);
        long id = database.number("SELECT id FROM detail_names WHERE name = ?", name);
        ids.put(name, id);
        if (ids.size() > CACHED) {
            ids.remove(ids.keySet().iterator().next());
        }
        return id;
    }

    /** Forgets the cache, after a transaction has failed: its names are not in the database. */
    public void reload() {
        ids.clear();
    }

    /** Removes the texts without any row, and the names of their hosts, which reads the whole detail. */
    void removeUnused() throws StoreException {
        reload();
        database.update("DELETE FROM detail_names WHERE id NOT IN (SELECT app FROM detail_traffic"
                + " UNION SELECT process FROM detail_traffic UNION SELECT user FROM detail_traffic"
                + " UNION SELECT destination FROM detail_traffic)");
        DetailHosts.removeUnused(database);
    }
}
