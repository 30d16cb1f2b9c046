package netmon.store.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.model.LastReading;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Substitute;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Keeps the counters of the last sample, so that no byte is lost while netmon does not run. */
public final class LastReadings implements SampleRows {
    private record ReadingKey(String name, String link) {}

    private record Value(long received, long sent, long instead) {}

    private final Database database;
    private final MetaRows meta;
    private final Map<ReadingKey, Value> stored = new HashMap<>();

    /** When each of them changed last, epoch seconds. */
    private final Map<ReadingKey, Long> changed = new HashMap<>();

    public LastReadings(Database database, MetaRows meta) throws StoreException {
        this.database = database;
        this.meta = meta;
        reload();
    }

    @Override
    public void reload() throws StoreException {
        stored.clear();
        changed.clear();
        database.query(
                row -> {
                    ReadingKey key = new ReadingKey(row.getString(1), row.getString(2));
                    changed.put(key, row.getLong(6));
                    return stored.put(key, new Value(row.getLong(3), row.getLong(4), row.getLong(5)));
                },
                "SELECT interface, link, received, sent, instead, at FROM last_readings");
    }

    /** Known without the database, which may be lost. */
    @Nullable
    public LastReading last() {
        String boot = meta.get(MetaRows.BOOT);
        if (boot == null) {
            return null;
        }
        long at = changed.values().stream().mapToLong(Long::longValue).max().orElse(0);
        List<Interface> interfaces = new ArrayList<>();
        List<Substitute> substitutes = new ArrayList<>();
        stored.forEach((key, value) -> {
            interfaces.add(new Interface(key.name(), key.link(), false, List.of(), value.received(), value.sent()));
            if (value.instead() > 0) {
                substitutes.add(new Substitute(key.name(), key.link(), value.instead()));
            }
        });
        return new LastReading(at, false, new Counters(boot, interfaces), substitutes);
    }

    public boolean differsFrom(Sample sample) {
        return !sample.counters().boot().equals(meta.get(MetaRows.BOOT))
                || !values(sample).equals(stored);
    }

    /** Writes only the rows that changed. */
    @Override
    public void write(Sample sample) throws StoreException {
        meta.put(MetaRows.BOOT, sample.counters().boot());
        Map<ReadingKey, Value> values = values(sample);
        for (Map.Entry<ReadingKey, Value> each : values.entrySet()) {
            if (!each.getValue().equals(stored.get(each.getKey()))) {
                write(sample.at(), each.getKey(), each.getValue());
            }
        }
        for (ReadingKey key : List.copyOf(stored.keySet())) {
            if (!values.containsKey(key)) {
                database.update("DELETE FROM last_readings WHERE interface = ? AND link = ?", key.name(), key.link());
                stored.remove(key);
                changed.remove(key);
            }
        }
    }

    private void write(long at, ReadingKey key, Value value) throws StoreException {
        database.update(
                "INSERT OR REPLACE INTO last_readings (interface, link, at, received, sent, instead)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                key.name(),
                key.link(),
                at,
                value.received(),
                value.sent(),
                value.instead());
        stored.put(key, value);
        changed.put(key, at);
    }

    private static Map<ReadingKey, Value> values(Sample sample) {
        Map<ReadingKey, Long> instead = new HashMap<>();
        sample.substitutes().forEach(each -> instead.put(new ReadingKey(each.name(), each.link()), each.received()));
        Map<ReadingKey, Value> values = new HashMap<>();
        for (Interface each : sample.counters().interfaces()) {
            ReadingKey key = new ReadingKey(each.name(), each.link());
            values.put(key, new Value(each.received(), each.sent(), instead.getOrDefault(key, 0L)));
        }
        return values;
    }
}
