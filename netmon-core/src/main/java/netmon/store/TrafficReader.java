package netmon.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.AppTraffic;
import netmon.model.Gap;
import netmon.model.InterfaceTotal;
import netmon.model.Peaks;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.model.WrittenRow;
import netmon.store.blocks.BucketEdges;
import netmon.store.rows.AlertRows;
import netmon.store.rows.PeakRows;
import netmon.store.sqlite.Connections;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.Migrations;
import org.jspecify.annotations.Nullable;

/**
 * Reads the database as it is at one moment: all answers of one report fit together. It never makes or changes a
 * database. To be closed soon, since the service's log grows as long as somebody reads an old moment.
 */
public final class TrafficReader implements AutoCloseable {
    private static final Map<String, Gap.Kind> KINDS =
            Stream.of(Gap.Kind.values()).collect(Collectors.toUnmodifiableMap(Gap.Kind::word, kind -> kind));

    /**
     * What applications moved from ?1 until before ?2: sums of blocks that lie wholly in that time, as far as there are
     * some, and the rows that these do not hold. The order of the joins is fixed by CROSS. Both parts are grouped before
     * they are put together, which takes a fifth less time than after.
     */
    static final String APPS = """
            SELECT app_name, sum(bytes_in), sum(bytes_out), sum(estimated_in), sum(estimated_out) FROM (
              SELECT app_name, sum(bytes_in) AS bytes_in, sum(bytes_out) AS bytes_out,
                     sum(estimated_in) AS estimated_in, sum(estimated_out) AS estimated_out
                FROM blocks b CROSS JOIN app_totals ON block = b.id
               WHERE totals > first_app_row AND latest >= ?1 AND latest < ?2 AND earliest >= ?1
               GROUP BY app_name
              UNION ALL
              SELECT app_name, sum(a.bytes_in), sum(a.bytes_out), sum(e.bytes_in), sum(e.bytes_out)
                FROM blocks b CROSS JOIN app_traffic_logs a
                     ON a.id >= iif(latest < ?2 AND earliest >= ?1, max(first_app_row, totals), first_app_row)
                    AND a.id < end_app_row
                LEFT JOIN app_estimates e ON e.id = a.id
               WHERE latest >= ?1 AND earliest < ?2 AND timestamp >= ?1 AND timestamp < ?2
               GROUP BY app_name)
             GROUP BY app_name
            """;

    /** The rows {@code t} of interfaces from ?1 until before ?2. */
    private static final String INTERFACE_ROWS = """
             FROM blocks b CROSS JOIN interface_traffic t ON t.id >= b.first_interface_row AND t.id < b.end_interface_row
             WHERE b.earliest < ?2 AND b.latest >= ?1 AND t.timestamp >= ?1 AND t.timestamp < ?2
            """;

    /** Rows that are followed at once: ten minutes of a busy machine. */
    private static final int MOST_WRITTEN = 20_000;

    /** No bytes are held for a later look for longer. */
    private static final int LONGEST_HELD_SECONDS = 10;

    private final Database database;

    private TrafficReader(Database database) {
        this.database = database;
    }

    /**
     * Opens the database as it is now.
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

    /** What applications moved, each once, Unattributed among them; in no particular order. */
    public List<AppTraffic> apps(Period period) throws StoreException {
        return database.query(TrafficReader::app, APPS, period.from(), period.to());
    }

    /** What interfaces moved, each once; in no particular order. */
    public List<InterfaceTotal> interfaces(Period period) throws StoreException {
        Map<String, InterfaceTotal> totals = new LinkedHashMap<>();
        for (InterfaceTotal each : interfacesByStatus(period)) {
            totals.merge(each.name(), each, InterfaceTotal::plus);
        }
        return List.copyOf(totals.values());
    }

    /**
     * What applications moved, as it was written: for who follows the service. The rows of one sample have the same
     * second and follow each other.
     *
     * @param after only rows with higher numbers
     * @param from only rows behind the last one of before this epoch second
     */
    public List<WrittenRow> writtenApps(long after, long from) throws StoreException {
        return written("SELECT id, timestamp, app_name, bytes_in, bytes_out, TRUE FROM app_traffic_logs", after, from);
    }

    /** The same of the interfaces, those that do not count included. */
    public List<WrittenRow> writtenInterfaces(long after, long from) throws StoreException {
        return written(
                "SELECT id, timestamp, interface, bytes_in, bytes_out, counted FROM interface_traffic", after, from);
    }

    /** From the last row backwards, since no index knows the seconds. */
    private List<WrittenRow> written(String select, long after, long from) throws StoreException {
        List<WrittenRow> rows = database.queryWhile(
                each -> each.at() >= from,
                row -> new WrittenRow(
                        row.getLong(1), row.getLong(2), row.getString(3), traffic(row, 4), row.getBoolean(6)),
                select + " WHERE id > ? ORDER BY id DESC LIMIT " + MOST_WRITTEN,
                after);
        Collections.reverse(rows);
        return rows;
    }

    /** The bytes of the counted interfaces. */
    public Traffic counted(Period period) throws StoreException {
        return database.query(
                        row -> traffic(row, 1),
                        "SELECT sum(t.bytes_in), sum(t.bytes_out)" + INTERFACE_ROWS + "AND t.counted",
                        period.from(),
                        period.to())
                .get(0);
    }

    /**
     * The period that the answers are really about. An edge inside a bucket that was made coarser is moved outward to
     * the bucket's edge; ask for that period then.
     */
    public Period rounded(Period period) throws StoreException {
        BucketEdges edges = new BucketEdges(database);
        long from = edges.bucketStart(period.from());
        long to = Math.max(from, edges.bucketEnd(period.to()));
        return new Period(from, to, period.label());
    }

    /** The highest rates of the quarters of an hour that begin in the period, or in which it begins. */
    public Peaks peaks(Period period) throws StoreException {
        return database.query(
                        row -> new Peaks(row.getLong(1), row.getLong(2)),
                        "SELECT max(bytes_in), max(bytes_out) FROM peaks WHERE quarter + " + PeakRows.QUARTER_SECONDS
                                + " > ? AND quarter < ?",
                        period.from(),
                        period.to())
                .get(0);
    }

    /** What netmon missed, as far as it touches the period, in the order of writing. */
    public List<Gap> gaps(Period period) throws StoreException {
        return database.query(
                TrafficReader::gap,
                "SELECT kind, started, ended, bytes_in, bytes_out, detail FROM gaps"
                        + " WHERE max(started, ended) >= ? AND min(started, ended) < ? ORDER BY id",
                period.from(),
                period.to());
    }

    /** The limits that are set, in the order in which they were. */
    public List<Alert> alerts() throws StoreException {
        return new AlertRows(database).all();
    }

    /** What was told of them in periods that may not be over yet. */
    public List<AlertNotice> alertNotices() throws StoreException {
        return new AlertRows(database).notices();
    }

    /** The first second of which anything is known; null where nothing is. */
    public @Nullable Long firstTimestamp() throws StoreException {
        List<Long> first = database.query(row -> row.getLong(1), """
                WITH first_blocks AS (SELECT * FROM blocks WHERE earliest <= (SELECT min(latest) FROM blocks)),
                     first_rows AS (
                       SELECT timestamp FROM first_blocks CROSS JOIN app_traffic_logs a
                           ON a.id >= first_app_row AND a.id < end_app_row
                       UNION ALL
                       SELECT timestamp FROM first_blocks CROSS JOIN traffic_logs t
                           ON t.id >= first_interface_row AND t.id < end_interface_row)
                SELECT min(timestamp) FROM first_rows HAVING count(*) > 0
                """);
        return first.isEmpty() ? null : first.get(0);
    }

    /**
     * The second under which what moved at {@code at} was written, as long as seconds are kept: bytes may be held for a
     * later look. Null where nothing was written soon after.
     */
    public @Nullable Long writtenAt(long at) throws StoreException {
        List<Long> written = database.query(
                row -> row.getLong(1),
                "SELECT min(t.timestamp)" + INTERFACE_ROWS + "HAVING count(*) > 0",
                at,
                at + LONGEST_HELD_SECONDS + 1);
        return written.isEmpty() ? null : written.get(0);
    }

    /** The second of the last sample in which any byte moved; null where nothing is known. */
    public @Nullable Long lastTimestamp() throws StoreException {
        List<Long> last = database.query(row -> row.getLong(1), """
                SELECT max(timestamp) FROM (
                  SELECT timestamp FROM app_traffic_logs WHERE id = (SELECT max(id) FROM app_traffic_logs)
                  UNION ALL
                  SELECT timestamp FROM traffic_logs WHERE id = (SELECT max(id) FROM traffic_logs))
                 HAVING count(*) > 0
                """);
        return last.isEmpty() ? null : last.get(0);
    }

    @Override
    public void close() throws StoreException {
        database.close();
    }

    private List<InterfaceTotal> interfacesByStatus(Period period) throws StoreException {
        return database.query(
                row -> row.getBoolean(2)
                        ? new InterfaceTotal(row.getString(1), traffic(row, 3), Traffic.NONE)
                        : new InterfaceTotal(row.getString(1), Traffic.NONE, traffic(row, 3)),
                "SELECT t.interface, t.counted, sum(t.bytes_in), sum(t.bytes_out)" + INTERFACE_ROWS
                        + "GROUP BY t.interface, t.counted",
                period.from(),
                period.to());
    }

    static AppTraffic app(ResultSet row) throws SQLException {
        Traffic all = traffic(row, 2);
        Traffic estimated = traffic(row, 4);
        // Rows may have been changed by hand.
        Traffic bounded =
                new Traffic(Math.min(all.received(), estimated.received()), Math.min(all.sent(), estimated.sent()));
        return new AppTraffic(row.getString(1), all, bounded);
    }

    private static Gap gap(ResultSet row) throws SQLException {
        Gap.Kind kind = KINDS.get(row.getString(1));
        if (kind == null) {
            throw new SQLException("no such kind of gap: " + row.getString(1));
        }
        return new Gap(kind, row.getLong(2), row.getLong(3), traffic(row, 4), row.getString(6));
    }

    /** A sum below zero can only come from the rows of another program; it is shown as nothing. */
    private static Traffic traffic(ResultSet row, int column) throws SQLException {
        return new Traffic(Math.max(0, row.getLong(column)), Math.max(0, row.getLong(column + 1)));
    }

}
