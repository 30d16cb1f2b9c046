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

/** Stores the interface counters of the last sample, so that no byte is lost while netmon does not run. */
public final class LastReadings implements SampleRows {
    private record ReadingKey(String name, String link) {}

    private record CounterValues(long received, long sent, long instead) {}

    private static final String STORE = "INSERT OR REPLACE INTO last_readings"
            + " (interface, link, at, received, sent, instead) VALUES (?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final MetaRows meta;
    private final Map<ReadingKey, CounterValues> stored = new HashMap<>();

    /** The epoch second of the last change of each. */
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
                    changed.put(key, Math.max(0, Math.min(row.getLong(6), SoundRows.LAST_SECOND)));
                    return stored.put(key, new CounterValues(row.getLong(3), row.getLong(4), row.getLong(5)));
                },
                "SELECT interface, link, received, sent, instead, at FROM last_readings");
    }

    /** The last counters; null if there are none. It needs no read, so it works even if the database is lost. */
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

    @Override
    public void write(Sample sample) throws StoreException {
        meta.put(MetaRows.BOOT, sample.counters().boot());
        Map<ReadingKey, CounterValues> values = values(sample);
        for (var each : values.entrySet()) {
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

    private void write(long at, ReadingKey key, CounterValues value) throws StoreException {
        database.update(STORE, key.name(), key.link(), at, value.received(), value.sent(), value.instead());
        stored.put(key, value);
        changed.put(key, at);
    }

    private static Map<ReadingKey, CounterValues> values(Sample sample) {
        Map<ReadingKey, Long> instead = new HashMap<>();
        sample.substitutes().forEach(each -> instead.put(new ReadingKey(each.name(), each.link()), each.received()));
        Map<ReadingKey, CounterValues> values = new HashMap<>();
        for (Interface each : sample.counters().interfaces()) {
            ReadingKey key = new ReadingKey(each.name(), each.link());
            values.put(key, new CounterValues(each.received(), each.sent(), instead.getOrDefault(key, 0L)));
        }
        return values;
    }
}
