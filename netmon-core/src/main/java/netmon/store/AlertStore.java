package netmon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.CalendarUnit;
import netmon.model.DetailGrouping;
import netmon.model.DetailQuestion;
import netmon.model.DetailSum;
import netmon.model.Direction;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.blocks.FirstSights;
import netmon.store.detail.DetailHosts;
import netmon.store.detail.DetailSums;
import netmon.store.sqlite.Database;

/** The three tables of alerts. Only the service changes them, through the connection of a {@link TrafficWriter}. */
public final class AlertStore {
    private static final String ADD = "INSERT INTO alerts (scope, app_name, direction, bytes, per, month_starts, means)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String LAST = "SELECT max(id) FROM alerts";
    private static final String ADD_WORD =
            "INSERT INTO alert_commands (alert, position, word) VALUES ((" + LAST + "), ?, ?)";
    private static final String ADD_NOTICE =
            "INSERT OR REPLACE INTO alert_notices (alert, started, app_name, told) VALUES (?, ?, ?, ?)";

    private final Database database;

    AlertStore(Database database) {
        this.database = database;
    }

    /** The alerts that can be read, in the order in which they were added. */
    public List<Alert> all() throws StoreException {
        Map<Long, List<String>> commands = new HashMap<>();
        database.query(
                row -> commands.computeIfAbsent(row.getLong(1), alert -> new ArrayList<>())
                        .add(text(row, 2)),
                "SELECT alert, word FROM alert_commands ORDER BY alert, position");
        List<Optional<Alert>> alerts = database.query(
                row -> alert(row, commands.getOrDefault(row.getLong(1), List.of())),
                "SELECT id, scope, app_name, direction, bytes, per, month_starts, means FROM alerts"
                        + " WHERE typeof(bytes) = 'integer' AND typeof(month_starts) = 'integer' ORDER BY id");
        return alerts.stream().flatMap(Optional::stream).toList();
    }

    /** The numbers of the alerts that cannot be read, because another program has changed them. */
    public List<Long> unreadable() throws StoreException {
        List<Long> numbers = new ArrayList<>(database.query(row -> row.getLong(1), "SELECT id FROM alerts"));
        numbers.removeAll(all().stream().map(Alert::id).toList());
        return numbers;
    }

    /** The notices of periods that may not be over yet. */
    public List<AlertNotice> notices() throws StoreException {
        return database.query(
                row -> new AlertNotice(row.getLong(1), row.getLong(2), text(row, 3), row.getLong(4)),
                "SELECT alert, started, app_name, told FROM alert_notices");
    }

    public long add(Alert alert) throws StoreException {
        database.transaction(() -> {
            database.update(
                    ADD,
                    word(alert.scope()),
                    alert.app(),
                    word(alert.direction()),
                    alert.limit(),
                    word(alert.per()),
                    alert.monthStarts(),
                    word(alert.means()));
            for (int i = 0; i < alert.command().size(); i++) {
                database.update(ADD_WORD, i, alert.command().get(i));
            }
        });
        return database.number(LAST);
    }

    /** Removes an alert with its command and notices; returns whether there was one of that number. */
    public boolean remove(long id) throws StoreException {
        boolean found = database.number("SELECT count(*) FROM alerts WHERE id = ?", id) > 0;
        database.transaction(() -> {
            database.update("DELETE FROM alert_commands WHERE alert = ?", id);
            database.update("DELETE FROM alert_notices WHERE alert = ?", id);
            database.update("DELETE FROM alerts WHERE id = ?", id);
        });
        return found;
    }

    /** Stores a notice, and deletes the notices of earlier periods of the same alert. */
    public void add(AlertNotice notice) throws StoreException {
        database.transaction(() -> {
            database.update(
                    "DELETE FROM alert_notices WHERE alert = ? AND started < ?", notice.alert(), notice.started());
            database.update(ADD_NOTICE, notice.alert(), notice.started(), notice.app(), notice.told());
        });
    }

    /** The sums of this period; each update reads only the rows that were written since the last one. */
    public RunningSums sums(Period period) {
        return new RunningSums(database, period);
    }

    /** The applications of which there are bytes, under their present names. */
    public Set<String> knownApps() throws StoreException {
        return new FirstSights(database).since(Long.MIN_VALUE).keySet();
    }

    /** The stored destinations of an application in a period, with their bytes. */
    public List<DetailSum> destinations(String app, Period period) throws StoreException {
        return new DetailSums(database)
                .in(period, new DetailQuestion(DetailGrouping.DESTINATION, List.of(app), null)).stream()
                        .filter(each -> each.kind() == DetailSum.PartKind.KNOWN)
                        .toList();
    }

    /** The names of destinations, by address, that the machine has resolved. */
    public Map<String, String> hostNames() throws StoreException {
        return new DetailHosts(database).all();
    }

    /** Somebody may have deleted the words of a command by hand; the alert then goes to the log. */
    private static Optional<Alert> alert(ResultSet row, List<String> command) throws SQLException {
        try {
            Alert.Means means = command.isEmpty() ? choice(Alert.Means.class, row, 8) : Alert.Means.COMMAND;
            return Optional.of(new Alert(
                    row.getLong(1),
                    choice(Alert.Scope.class, row, 2),
                    text(row, 3),
                    choice(Direction.class, row, 4),
                    row.getLong(5),
                    choice(CalendarUnit.class, row, 6),
                    row.getInt(7),
                    command.isEmpty() && means == Alert.Means.COMMAND ? Alert.Means.LOG : means,
                    command));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
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
