package netmon.store.rows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** The present names of applications whose earlier rows have another one, since a rule of naming changed. */
public final class AppAliases {
    /** So few unused lines are not worth a search through all rows. */
    private static final long FEW = 200;

    private static final String NAMES = "SELECT app_name FROM (SELECT app_name FROM app_totals"
            + " UNION SELECT app_name FROM app_traffic_logs UNION SELECT app_name FROM alerts)"
            + " WHERE app_name IS NOT NULL";

    private final Database database;

    public AppAliases(Database database) {
        this.database = database;
    }

    /** The present names by the earlier ones. */
    public Map<String, String> all() throws StoreException {
        Map<String, String> present = new HashMap<>();
        database.query(
                row -> present.put(row.getString(1), row.getString(2)), "SELECT app_name, present FROM app_aliases");
        return present;
    }

    /**
     * Notes which stored names are earlier ones of applications, and renames the alerts of these. Call it within a
     * transaction.
     *
     * @param naming the present name of an application with this name; the same name if it has not changed
     */
    public void adopt(UnaryOperator<String> naming) throws StoreException {
        List<String> names = database.query(row -> row.getString(1), NAMES);
        for (String name : names) {
            String present = naming.apply(name);
            if (!present.equals(name)) {
                adopt(name, present);
            }
        }
    }

    private void adopt(String name, String present) throws StoreException {
        database.update("INSERT OR REPLACE INTO app_aliases (app_name, present) VALUES (?, ?)", name, present);
        database.update("UPDATE alerts SET app_name = ? WHERE app_name = ? COLLATE NOCASE", present, name);
        database.update("UPDATE OR REPLACE alert_notices SET app_name = ? WHERE app_name = ?", present, name);
    }

    /** Forgets names without any row, if there are many. */
    public void forgetUnused() throws StoreException {
        if (database.number("SELECT count(*) FROM app_aliases") > FEW) {
            forget();
        }
    }

    /** Forgets all names without any row. */
    public void forget() throws StoreException {
        database.update("DELETE FROM app_aliases WHERE app_name NOT IN (SELECT app_name FROM app_traffic_logs)");
    }
}
