package netmon.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.NetworkLabel;
import netmon.model.NetworkLabel.LabelKind;
import netmon.model.NetworkTotal;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.rows.InterfaceRows;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Writes from when on an interface is connected to a network, and divides the interfaces' bytes among the networks. */
public final class NetworkStore {
    /** Far more changes than a traveller makes in years; a bound, at each start, for one that goes on and off. */
    private static final int MOST = 20_000;

    /** The counted bytes from ?1 until before ?2. A merged row belongs to the network at the start of its bucket. */
    private static final String TOTALS =
            """
            SELECT coalesce(l.kind, ''), coalesce(l.name, ''), t.interface, sum(t.bytes_in), sum(t.bytes_out)
              FROM blocks b CROSS JOIN ROWS t ON t.id >= b.first_interface_row AND t.id < b.end_interface_row
              LEFT JOIN network_labels l ON l.interface = t.interface AND l.since =
                   (SELECT max(since) FROM network_labels m WHERE m.interface = t.interface AND since <= t.timestamp)
             WHERE b.earliest < ?2 AND b.latest >= ?1 AND t.timestamp >= ?1 AND t.timestamp < ?2 AND t.counted
               AND SOUND GROUP BY 1, 2, 3
            """.replace("ROWS", InterfaceRows.WITH_STATUS).replace("SOUND", SoundRows.of(LoggedTable.INTERFACES, "t."));

    private final Database database;
    private @Nullable Map<String, NetworkLabel> last;

    NetworkStore(Database database) {
        this.database = database;
    }

    /** Writes what has changed; an interface that is not in the map is connected to no known network. */
    public void write(long at, Map<String, NetworkLabel> present) throws StoreException {
        Map<String, NetworkLabel> before = last == null ? bounded() : last;
        last = null; // until the transaction has succeeded
        Set<String> interfaces = new HashSet<>(before.keySet());
        interfaces.addAll(present.keySet());
        Map<String, NetworkLabel> after = new HashMap<>(before);
        database.transaction(() -> {
            for (String each : interfaces) {
                NetworkLabel label = present.getOrDefault(each, NetworkLabel.UNKNOWN);
                if (!label.equals(before.getOrDefault(each, NetworkLabel.UNKNOWN))) {
                    change(at, each, label);
                    after.put(each, label);
                }
            }
        });
        last = after;
    }

    /** After the clock was set back, what it said about later times does not hold. */
    private void change(long at, String networkInterface, NetworkLabel label) throws StoreException {
        database.update("DELETE FROM network_labels WHERE interface = ? AND since >= ?", networkInterface, at);
        database.update(
                "INSERT INTO network_labels (interface, since, kind, name) VALUES (?, ?, ?, ?)",
                networkInterface,
                at,
                label.kind().word(),
                label.name());
    }

    private Map<String, NetworkLabel> bounded() throws StoreException {
        database.transaction(() -> database.update(
                "DELETE FROM network_labels WHERE since <= (SELECT since FROM network_labels ORDER BY since DESC"
                        + " LIMIT 1 OFFSET ?)",
                MOST));
        return stored();
    }

    private Map<String, NetworkLabel> stored() throws StoreException {
        Map<String, NetworkLabel> labels = new HashMap<>();
        database.query(
                row -> labels.put(row.getString(1), new NetworkLabel(LabelKind.of(row.getString(2)), row.getString(3))),
                "SELECT interface, kind, name FROM network_labels WHERE kind IS NOT NULL AND name IS NOT NULL"
                        + " ORDER BY since");
        return labels;
    }

    /** The counted bytes by network and interface; they add up to those of the interfaces. */
    List<NetworkTotal> in(Period period) throws StoreException {
        return database.query(
                row -> new NetworkTotal(
                        new NetworkLabel(LabelKind.of(row.getString(1)), row.getString(2)),
                        row.getString(3),
                        LoggedRow.traffic(row, 4)),
                TOTALS,
                period.from(),
                period.to());
    }
}
