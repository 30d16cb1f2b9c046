package netmon.store.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.CalendarUnit;
import netmon.model.Direction;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** Reads and writes the three tables of alerts. */
public final class AlertRows {
    private final Database database;

    public AlertRows(Database database) {
        this.database = database;
    }

    /** All alerts, in the order in which they were added. */
    public List<Alert> all() throws StoreException {
        List<Alert> alerts = new ArrayList<>();
        for (Alert each : database.query(
                AlertRows::withoutCommand,
                "SELECT id, scope, app_name, direction, bytes, per, month_starts, means FROM alerts ORDER BY id")) {
            alerts.add(withCommand(each));
        }
        return alerts;
    }

    public List<AlertNotice> notices() throws StoreException {
        return database.query(
                row -> new AlertNotice(row.getLong(1), row.getLong(2), text(row, 3), row.getLong(4)),
                "SELECT alert, started, app_name, told FROM alert_notices");
    }

    /** Stores an alert and returns its number. */
    public long add(Alert alert) throws StoreException {
        database.update(
                "INSERT INTO alerts (scope, app_name, direction, bytes, per, month_starts, means)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                word(alert.scope()),
                alert.app(),
                word(alert.direction()),
                alert.limit(),
                word(alert.per()),
                alert.monthStarts(),
                word(alert.means()));
        long id = database.number("SELECT max(id) FROM alerts");
        for (int i = 0; i < alert.command().size(); i++) {
            database.update(
                    "INSERT INTO alert_commands (alert, position, word) VALUES (?, ?, ?)",
                    id,
                    i,
                    alert.command().get(i));
        }
        return id;
    }

    /** Removes an alert with its command and notices; returns whether there was one of that number. */
    public boolean remove(long id) throws StoreException {
        database.update("DELETE FROM alert_commands WHERE alert = ?", id);
        database.update("DELETE FROM alert_notices WHERE alert = ?", id);
        return database.update("DELETE FROM alerts WHERE id = ?", id) > 0;
    }

    /** Stores a notice, and deletes the notices of earlier periods of the same alert. */
    public void add(AlertNotice notice) throws StoreException {
        database.update("DELETE FROM alert_notices WHERE alert = ? AND started < ?", notice.alert(), notice.started());
        database.update(
                "INSERT OR REPLACE INTO alert_notices (alert, started, app_name, told) VALUES (?, ?, ?, ?)",
                notice.alert(),
                notice.started(),
                notice.app(),
                notice.told());
    }

    /** Adds the stored command. Somebody may have deleted its words by hand; the alert then goes to the log. */
    private Alert withCommand(Alert alert) throws StoreException {
        List<String> words = database.query(
                row -> text(row, 1), "SELECT word FROM alert_commands WHERE alert = ? ORDER BY position", alert.id());
        return words.isEmpty()
                ? alert
                : new Alert(
                        alert.id(),
                        alert.scope(),
                        alert.app(),
                        alert.direction(),
                        alert.limit(),
                        alert.per(),
                        alert.monthStarts(),
                        Alert.Means.COMMAND,
                        words);
    }

    private static Alert withoutCommand(ResultSet row) throws SQLException {
        try {
            Alert.Means means = choice(Alert.Means.class, row, 8);
            return new Alert(
                    row.getLong(1),
                    choice(Alert.Scope.class, row, 2),
                    text(row, 3),
                    choice(Direction.class, row, 4),
                    row.getLong(5),
                    choice(CalendarUnit.class, row, 6),
                    row.getInt(7),
                    means == Alert.Means.COMMAND ? Alert.Means.LOG : means,
                    List.of());
        } catch (IllegalArgumentException e) {
            throw new SQLException("alert " + row.getLong(1) + ": " + e.getMessage(), e);
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, ResultSet row, int column) throws SQLException {
        return Enum.valueOf(type, text(row, column).toUpperCase(Locale.ROOT));
    }
}
