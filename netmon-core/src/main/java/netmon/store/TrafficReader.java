package netmon.store;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.AppTraffic;
import netmon.model.DetailQuestion;
import netmon.model.DetailSum;
import netmon.model.Gap;
import netmon.model.InterfaceTotal;
import netmon.model.NetworkTotal;
import netmon.model.PeakTimes;
import netmon.model.Peaks;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.model.WrittenRow;
import netmon.store.blocks.AppQuarters;
import netmon.store.blocks.AppSums;
import netmon.store.blocks.BucketEdges;
import netmon.store.blocks.FirstSights;
import netmon.store.detail.DetailHosts;
import netmon.store.detail.DetailSums;
import netmon.store.push.PushReader;
import netmon.store.rows.GapRows;
import netmon.store.rows.InterfaceRows;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.PeakRows;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Connections;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.Migrations;
import org.jspecify.annotations.Nullable;

/** Reads the database at one moment. Close it soon: until then the write-ahead log grows. */
public final class TrafficReader implements AutoCloseable {
    /** The interface rows {@code t} from ?1 until before ?2. */
    private static final String INTERFACE_ROWS =
            """
             FROM blocks b CROSS JOIN ROWS t
                  ON t.id >= b.first_interface_row AND t.id < b.end_interface_row
             WHERE b.earliest < ?2 AND b.latest >= ?1 AND t.timestamp >= ?1 AND t.timestamp < ?2
             AND SOUND
            """.replace("ROWS", InterfaceRows.WITH_STATUS).replace("SOUND", SoundRows.of(LoggedTable.INTERFACES, "t."));

    private static final String FIRST_TIMESTAMP = "WITH first_blocks AS ("
            + "SELECT * FROM blocks WHERE earliest <= (SELECT min(latest) FROM blocks)), first_rows AS ("
            + LoggedTable.join(
                    " UNION ALL ",
                    "SELECT timestamp FROM first_blocks CROSS JOIN TABLE t ON t.id >= FIRST AND t.id < END AND SOUND")
            + ") SELECT min(timestamp) FROM first_rows HAVING count(*) > 0";

    private static final String LAST_TIMESTAMP = "SELECT max(timestamp) FROM ("
            + LoggedTable.join(
                    " UNION ALL ",
                    "SELECT timestamp FROM (SELECT timestamp FROM TABLE WHERE SOUND ORDER BY id DESC LIMIT 1)")
            + ") HAVING count(*) > 0";

    /** The limit for one poll of new rows: ten minutes of a busy machine. */
    private static final int MAX_WRITTEN = 20_000;

    /** SQLite sorts as much in memory as its cache has room for; more than that goes through temporary files. */
    private static final String LARGE_CACHE = "PRAGMA cache_size = -16000";

    /** The longest time that bytes wait for a later poll of the sockets. */
    private static final int MAX_PENDING_SECONDS = 10;

    private final Database database;

    private TrafficReader(Database database) {
        this.database = database;
    }

    /**
     * Opens the database at the present moment.
     *
     * @throws StoreException if there is none, it cannot be read, or a newer netmon wrote it
     */
    public static TrafficReader open(Path file) throws StoreException {
        Database database = Connections.reader(file);
        try {
            database.snapshot();
            Migrations.requireCurrent(database);
            return new TrafficReader(database);
        } catch (StoreException e) {
            throw database.closing(e);
        }
    }

    /** The bytes of each application, Unattributed included, in no particular order. */
    public List<AppTraffic> apps(Period period) throws StoreException {
        return new AppSums(database).in(period);
    }

    /** The bytes of each interface, in no particular order. */
    public List<InterfaceTotal> interfaces(Period period) throws StoreException {
        Map<String, InterfaceTotal> totals = new LinkedHashMap<>();
        for (InterfaceTotal each : interfacesByStatus(period)) {
            totals.merge(each.name(), each, InterfaceTotal::plus);
        }
        return List.copyOf(totals.values());
    }

    /**
     * New application rows in the order of writing; those of one sample have the same timestamp.
     *
     * @param after only rows with higher ids
     * @param from only rows after the last one that is older than this epoch second
     */
    public List<WrittenRow> writtenApps(long after, long from) throws StoreException {
        return written(
                "SELECT t.id, timestamp, app_name, t.bytes_in, t.bytes_out, TRUE, e.bytes_in, e.bytes_out"
                        + " FROM app_traffic_logs t LEFT JOIN app_estimates e USING (id)",
                LoggedTable.APPS,
                after,
                from);
    }

    /** New interface rows, as {@link #writtenApps} returns application rows; uncounted ones are included. */
    public List<WrittenRow> writtenInterfaces(long after, long from) throws StoreException {
        return written(
                "SELECT id, timestamp, interface, bytes_in, bytes_out, counted, 0, 0 FROM " + InterfaceRows.WITH_STATUS
                        + " t",
                LoggedTable.INTERFACES,
                after,
                from);
    }

    /** Reads backwards from the last row, because no index covers the timestamps. */
    private List<WrittenRow> written(String select, LoggedTable table, long after, long from) throws StoreException {
        List<WrittenRow> rows = database.queryWhile(
                each -> each.at() >= from,
                row -> new WrittenRow(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        LoggedRow.traffic(row, 4),
                        row.getBoolean(6),
                        LoggedRow.traffic(row, 7)),
                select + " WHERE t.id > ? AND " + SoundRows.of(table, "t.") + " ORDER BY t.id DESC LIMIT "
                        + MAX_WRITTEN,
                after);
        Collections.reverse(rows);
        return rows;
    }

    /** The counted bytes by network and interface, in no particular order. */
    public List<NetworkTotal> networks(Period period) throws StoreException {
        return new NetworkStore(database).in(period);
    }

    public Traffic counted(Period period) throws StoreException {
        return database.only(
                row -> LoggedRow.traffic(row, 1),
                "SELECT sum(t.bytes_in), sum(t.bytes_out)" + INTERFACE_ROWS + "AND t.counted",
                period.from(),
                period.to());
    }

    /** The period with edges moved outward to those of merged buckets; the answers cover it exactly. */
    public Period rounded(Period period) throws StoreException {
        BucketEdges edges = new BucketEdges(database);
        long from = edges.bucketStart(period.from());
        return new Period(from, Math.max(from, edges.bucketEnd(period.to())), period.label());
    }

    /** The highest rates of the quarters of an hour that overlap the period. */
    public Peaks peaks(Period period) throws StoreException {
        return new PeakRows(database).in(period);
    }

    /** When those rates were. */
    public PeakTimes peakTimes(Period period) throws StoreException {
        return new PeakRows(database).times(period);
    }

    public List<Gap> gaps(Period period) throws StoreException {
        return new GapRows(database).in(period);
    }

    /** The bytes of each application, Unattributed included, in each quarter of an hour; older ones by hour. */
    public List<WrittenRow> appsByQuarter(Period period) throws StoreException {
        return new AppQuarters(database).byApp(period);
    }

    /** The same for all applications together, without a name. */
    public List<WrittenRow> totalsByQuarter(Period period) throws StoreException {
        return new AppQuarters(database).totals(period);
    }

    /** When applications first moved bytes, of those that did not before a moment. */
    public Map<String, Long> firstSights(long since) throws StoreException {
        return new FirstSights(database).since(since);
    }

    /** Whether the service has stored any detail. */
    public boolean hasDetail() throws StoreException {
        return new DetailSums(database).isStored();
    }

    /** The stored detail of a period with {@linkplain #rounded rounded} edges, in no particular order. */
    public List<DetailSum> detail(Period period, DetailQuestion question) throws StoreException {
        database.script(LARGE_CACHE);
        return new DetailSums(database).in(period, question);
    }

    /** The names of destinations, by address, that the machine has resolved. */
    public Map<String, String> hostNames() throws StoreException {
        return new DetailHosts(database).all();
    }

    /** The period with edges moved outward to those of the buckets of the rows and of the detail. */
    public Period roundedToDetail(Period period) throws StoreException {
        return new DetailSums(database).rounded(rounded(period));
    }

    public List<Alert> alerts() throws StoreException {
        return new AlertStore(database).all();
    }

    /** The numbers of the alerts that another program has made unreadable. */
    public List<Long> unreadableAlerts() throws StoreException {
        return new AlertStore(database).unreadable();
    }

    public List<AlertNotice> alertNotices() throws StoreException {
        return new AlertStore(database).notices();
    }

    /** The newest rows that netmon cannot have written, and that all answers leave out; null if there are none. */
    public @Nullable String strangeRows() throws StoreException {
        return StrangeRows.inNewest(database);
    }

    /** What a push sends, and how far it came. */
    public PushReader pushes() {
        return new PushReader(database);
    }

    /** The first timestamp in the database; null if it has no row. */
    public @Nullable Long firstTimestamp() throws StoreException {
        return database.numberOrNull(FIRST_TIMESTAMP);
    }

    /** The timestamp of the row with the bytes of second {@code at}; null if none was written soon after. */
    public @Nullable Long writtenAt(long at) throws StoreException {
        String sql = "SELECT min(t.timestamp)" + INTERFACE_ROWS + "HAVING count(*) > 0";
        return database.numberOrNull(sql, at, at + MAX_PENDING_SECONDS + 1);
    }

    /** The timestamp of the last sample with any traffic; null if the database has no row. */
    public @Nullable Long lastTimestamp() throws StoreException {
        return database.numberOrNull(LAST_TIMESTAMP);
    }

    @Override
    public void close() throws StoreException {
        database.close();
    }

    private List<InterfaceTotal> interfacesByStatus(Period period) throws StoreException {
        return database.query(
                row -> row.getBoolean(2)
                        ? new InterfaceTotal(row.getString(1), LoggedRow.traffic(row, 3), Traffic.NONE)
                        : new InterfaceTotal(row.getString(1), Traffic.NONE, LoggedRow.traffic(row, 3)),
                "SELECT t.interface, t.counted, sum(t.bytes_in), sum(t.bytes_out)" + INTERFACE_ROWS
                        + "GROUP BY t.interface, t.counted",
                period.from(),
                period.to());
    }
}
