package netmon.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import netmon.model.Counters;
import netmon.model.Interface;
import org.jspecify.annotations.Nullable;

/** Keeps the counters of the last sample, so that no byte is lost while netmon does not run. */
final class LastReadings {
    private record Key(String name, String link) {}

    private record Value(long received, long sent) {}

    private final Database database;
    private final Meta meta;
    private final Map<Key, Value> stored = new HashMap<>();

    LastReadings(Database database, Meta meta) throws SQLException {
        this.database = database;
        this.meta = meta;
        reload();
    }

    /** Forgets what was written in a transaction that failed. */
    void reload() throws SQLException {
        stored.clear();
        for (Interface each : read()) {
            stored.put(new Key(each.name(), each.link()), new Value(each.received(), each.sent()));
        }
    }

    @Nullable
    LastReading last() throws SQLException {
        String boot = meta.get(Meta.BOOT);
        if (boot == null) {
            return null;
        }
        long at = database.number("SELECT max(at) FROM last_readings");
        return new LastReading(at, new Counters(boot, read()));
    }

    boolean differsFrom(Counters counters) {
        if (!counters.boot().equals(meta.get(Meta.BOOT))
                || counters.interfaces().size() != stored.size()) {
            return true;
        }
        return counters.interfaces().stream().anyMatch(each -> !isStored(each));
    }

    /** Writes only the rows that changed. */
    void write(long at, Counters counters) throws SQLException {
        meta.put(Meta.BOOT, counters.boot());
        for (Interface each : counters.interfaces()) {
            if (!isStored(each)) {
                write(at, each);
            }
        }
        Set<Key> present = counters.interfaces().stream()
                .map(each -> new Key(each.name(), each.link()))
                .collect(Collectors.toSet());
        for (Key key : List.copyOf(stored.keySet())) {
            if (!present.contains(key)) {
                database.update("DELETE FROM last_readings WHERE interface = ? AND link = ?", key.name(), key.link());
                stored.remove(key);
            }
        }
    }

    private void write(long at, Interface each) throws SQLException {
        database.update(
                "INSERT OR REPLACE INTO last_readings (interface, link, at, received, sent) VALUES (?, ?, ?, ?, ?)",
                each.name(),
                each.link(),
                at,
                each.received(),
                each.sent());
        stored.put(new Key(each.name(), each.link()), new Value(each.received(), each.sent()));
    }

    private boolean isStored(Interface each) {
        return new Value(each.received(), each.sent()).equals(stored.get(new Key(each.name(), each.link())));
    }

    private List<Interface> read() throws SQLException {
        return database.query(
                row -> new Interface(
                        row.getString(1), row.getString(2), false, List.of(), row.getLong(3), row.getLong(4)),
                "SELECT interface, link, received, sent FROM last_readings");
    }
}
