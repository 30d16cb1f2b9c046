package netmon.store;

import java.util.List;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.rows.AlertRows;
import netmon.store.sqlite.Database;

/** Reads and changes the alerts for the service, their only writer. It shares the connection of a TrafficWriter. */
public final class AlertStore {
    private final Database database;
    private final AlertRows rows;

    AlertStore(Database database) {
        this.database = database;
        this.rows = new AlertRows(database);
    }

    /** All alerts, in the order in which they were added. */
    public List<Alert> all() throws StoreException {
        return rows.all();
    }

    /** The notices of periods that may not be over yet. */
    public List<AlertNotice> notices() throws StoreException {
        return rows.notices();
    }

    /** Stores a new alert and returns its number. */
    public long add(Alert alert) throws StoreException {
        long[] id = new long[1];
        database.transaction(() -> id[0] = rows.add(alert));
        return id[0];
    }

    /** Removes the alert of this number; false if there is none. */
    public boolean remove(long id) throws StoreException {
        boolean[] found = new boolean[1];
        database.transaction(() -> found[0] = rows.remove(id));
        return found[0];
    }

    public void add(AlertNotice notice) throws StoreException {
        database.transaction(() -> rows.add(notice));
    }

    /** The sums of this period; each update reads only the rows that were written since the last one. */
    public RunningSums sums(Period period) {
        return new RunningSums(database, period);
    }
}
