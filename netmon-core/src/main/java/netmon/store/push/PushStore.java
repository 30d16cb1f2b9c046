package netmon.store.push;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import netmon.model.PushMark;
import netmon.model.SeriesKey;
import netmon.model.SeriesKey.SeriesFamily;
import netmon.model.SeriesTotal;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.rows.LoggedRow;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** The two tables with the state of pushes. Only a service, or the command under its lock, changes them. */
public final class PushStore {
    private static final String SAVE = "INSERT OR REPLACE INTO push_destinations (name, instance, safe_from, sent_to,"
            + " horizon, first_app_row, first_interface_row, succeeded, attempted, failure, refused, refusal)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String PUT = "INSERT OR REPLACE INTO push_totals (destination, family, name, at, pointed_at,"
            + " total_in, total_out, seen_in, seen_out) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** A series needs its last line before the safe moment and those after it. */
    private static final String FORGET = "DELETE FROM push_totals WHERE destination = ?1 AND (at > ?3 OR at < ("
            + "SELECT max(o.at) FROM push_totals o WHERE o.destination = ?1 AND o.family = push_totals.family"
            + " AND o.name = push_totals.name AND o.at <= ?2))";

    private final Database database;

    public PushStore(Database database) {
        this.database = database;
    }

    public List<PushMark> marks() throws StoreException {
        return database.query(
                PushStore::mark,
                "SELECT name, instance, safe_from, sent_to, horizon, first_app_row, first_interface_row, succeeded,"
                        + " attempted, failure, refused, refusal FROM push_destinations ORDER BY name");
    }

    public @Nullable PushMark mark(String destination) throws StoreException {
        return marks().stream()
                .filter(each -> each.destination().equals(destination))
                .findFirst()
                .orElse(null);
    }

    /** The totals of all series of a destination as they were at a moment. */
    public Map<SeriesKey, SeriesTotal> totals(String destination, long at) throws StoreException {
        Map<SeriesKey, SeriesTotal> totals = new HashMap<>();
        database.query(
                        PushStore::total,
                        "SELECT family, name, pointed_at, total_in, total_out, seen_in, seen_out FROM push_totals"
                                + " WHERE destination = ? AND at <= ? ORDER BY at",
                        destination,
                        at)
                .forEach(each -> totals.put(each.key(), each));
        return totals;
    }

    /** The totals that changed after a moment, by the moments at which they were noted. */
    NavigableMap<Long, Map<SeriesKey, SeriesTotal>> changes(PushMark mark) throws StoreException {
        NavigableMap<Long, Map<SeriesKey, SeriesTotal>> changes = new TreeMap<>();
        database.query(
                row -> {
                    SeriesTotal total = total(row);
                    return changes.computeIfAbsent(row.getLong(8), at -> new HashMap<>())
                            .put(total.key(), total);
                },
                "SELECT family, name, pointed_at, total_in, total_out, seen_in, seen_out, at FROM push_totals"
                        + " WHERE destination = ? AND at > ? AND at <= ?",
                mark.destination(),
                mark.safe(),
                mark.sent());
        return changes;
    }

    /** Notes the totals at a moment; they hold once {@link #save} stores a mark that was sent up to it. */
    public long put(String destination, long at, List<SeriesTotal> totals) throws StoreException {
        database.transaction(() -> {
            for (SeriesTotal each : totals) {
                write(destination, at, each);
            }
        });
        return totals.size();
    }

    void write(String destination, long at, SeriesTotal total) throws StoreException {
        database.update(
                PUT,
                destination,
                total.key().family().word(),
                total.key().name(),
                at,
                total.at(),
                total.total().received(),
                total.total().sent(),
                total.seen().received(),
                total.seen().sent());
    }

    /** Stores a mark, and deletes the totals that nobody needs from then on. */
    public long save(PushMark mark) throws StoreException {
        database.transaction(() -> {
            database.update(
                    SAVE,
                    mark.destination(),
                    mark.instance(),
                    mark.safe(),
                    mark.sent(),
                    mark.horizon(),
                    mark.firstAppRow(),
                    mark.firstInterfaceRow(),
                    mark.succeeded(),
                    mark.attempted(),
                    mark.failure(),
                    mark.refused(),
                    mark.refusal());
            database.update(FORGET, mark.destination(), mark.safe(), mark.sent());
        });
        return mark.sent();
    }

    /** Deletes the state of a destination. Returns how many there were: 1 or 0. */
    public long forget(String destination) throws StoreException {
        long[] found = {0};
        database.transaction(() -> {
            found[0] = database.number("SELECT count(*) FROM push_destinations WHERE name = ?", destination);
            database.update("DELETE FROM push_destinations WHERE name = ?", destination);
            database.update("DELETE FROM push_totals WHERE destination = ?", destination);
        });
        return found[0];
    }

    private static PushMark mark(ResultSet row) throws SQLException {
        return new PushMark(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getString(10),
                row.getLong(11),
                row.getString(12));
    }

    private static SeriesTotal total(ResultSet row) throws SQLException {
        try {
            SeriesKey key = new SeriesKey(SeriesFamily.of(row.getString(1)), row.getString(2));
            Traffic total = LoggedRow.traffic(row, 4);
            return new SeriesTotal(key, row.getLong(3), total, LoggedRow.traffic(row, 6));
        } catch (IllegalArgumentException e) {
            throw new SQLException("push_totals: there is no family '" + row.getString(1) + "'", e);
        }
    }
}
