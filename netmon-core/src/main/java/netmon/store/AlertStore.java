package netmon.store;

import java.sql.SQLException;
import java.util.List;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.Period;
import netmon.store.rows.AlertRows;
import netmon.store.sqlite.Database;

/** The alerts as their one writer sees them; of the log's connection and thread. */
public final class AlertStore {
    private final TrafficWriter log;
    private final Database database;
    private final AlertRows rows;

    AlertStore(TrafficWriter log) {
        this.log = log;
        this.database = log.database();
        this.rows = new AlertRows(database);
    }

    /** All of them, in the order in which they were set. */
    public List<Alert> all() throws StoreException {
        return ask(rows::all);
    }

    /** What was told in periods that may not be over yet. */
    public List<AlertNotice> notices() throws StoreException {
        return ask(rows::notices);
    }

    /** Stores a new one and returns its number. */
    public long add(Alert alert) throws StoreException {
        long[] id = new long[1];
        change(() -> id[0] = rows.add(alert));
        return id[0];
    }

    /** Forgets the alert of this number; false if there is none. */
    public boolean remove(long id) throws StoreException {
        boolean[] found = new boolean[1];
        change(() -> found[0] = rows.remove(id));
        return found[0];
    }

    public void add(AlertNotice notice) throws StoreException {
        change(() -> rows.add(notice));
    }

    /** Sums of this period, which are brought up to date by what was written since they were asked for last. */
    public RunningSums sums(Period period) {
        return new RunningSums(log, period);
    }

    private void change(Database.Work work) throws StoreException {
        try {
            database.transaction(work);
        } catch (SQLException e) {
            throw StoreException.of("cannot write to " + log.file(), e);
        }
    }

    private <T> T ask(AlertCall<T> question) throws StoreException {
        try {
            return question.answer();
        } catch (SQLException e) {
            throw StoreException.of("cannot read " + log.file(), e);
        }
    }

    /** What the database is asked. */
    @FunctionalInterface
    private interface AlertCall<T> {
        T answer() throws SQLException;
    }
}
