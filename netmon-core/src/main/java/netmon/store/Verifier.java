package netmon.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import netmon.model.Traffic;
import netmon.store.Verification.Difference;
import org.jspecify.annotations.Nullable;

/** Compares, for every bucket since the database's sums hold, the applications' bytes with the counted interfaces'. */
public final class Verifier {
    /** Told after each block how many of how many are done. */
    @FunctionalInterface
    public interface Progress {
        void done(int blocks, int of);
    }

    /** The buckets in which the two differ first, and after them those in which they do not. */
    private static final String BUCKETS = """
            WITH rows (timestamp, app_in, app_out, interface_in, interface_out) AS (
                   SELECT timestamp, bytes_in, bytes_out, 0, 0 FROM app_traffic_logs WHERE id >= ? AND id < ?
                   UNION ALL
                   SELECT timestamp, 0, 0, bytes_in, bytes_out FROM counted_traffic WHERE id >= ? AND id < ?),
                 sums AS (
                   SELECT timestamp, sum(app_in) AS app_in, sum(app_out) AS app_out,
                          sum(interface_in) AS interface_in, sum(interface_out) AS interface_out
                     FROM rows GROUP BY timestamp)
            SELECT count(*), min(iif(app_in = interface_in AND app_out = interface_out, NULL, timestamp)) FROM sums
            """;

    private final Database database;
    private final Progress progress;
    private long buckets;
    private @Nullable Difference difference;
    private @Nullable String damage;

    private Verifier(Database database, Progress progress) {
        this.database = database;
        this.progress = progress;
    }

    /**
     * Looks at the whole database as it is at one moment.
     *
     * @throws StoreException if it cannot be read; that its content is damaged is part of the result
     */
    public static Verification verify(Path file, Progress progress) throws StoreException {
        Database database = Connections.reader(file);
        try (database) {
            database.snapshot();
            Migrations.requireCurrent(database, file);
            return new Verifier(database, progress).run();
        } catch (SQLException e) {
            throw StoreException.of("cannot read " + file, e);
        }
    }

    private Verification run() throws SQLException {
        damage = integrity();
        if (damage == null) {
            List<Block> blocks = database.query(
                    Block::of, "SELECT " + Block.COLUMNS + " FROM blocks WHERE valid ORDER BY earliest, id");
            for (int i = 0; i < blocks.size(); i++) {
                compare(blocks.get(i));
                progress.done(i + 1, blocks.size());
            }
        }
        return new Verification((int) database.number("PRAGMA user_version"), buckets, difference, damage);
    }

    private @Nullable String integrity() throws SQLException {
        String found = database.query(row -> row.getString(1), "PRAGMA integrity_check(1)")
                .get(0);
        return "ok".equals(found) ? null : found.replace('\n', ' ');
    }

    private void compare(Block block) throws SQLException {
        database.query(
                row -> {
                    buckets += row.getLong(1);
                    long at = row.getLong(2);
                    if (!row.wasNull() && difference == null) {
                        difference = difference(block, at);
                    }
                    return buckets;
                },
                BUCKETS,
                block.apps().first(),
                block.apps().end(),
                block.interfaces().first(),
                block.interfaces().end());
        if (!block.summed().isEmpty() && damage == null && !totalsHold(block)) {
            damage = "app_totals differ from the rows of block " + block.id();
        }
    }

    private Difference difference(Block block, long at) throws SQLException {
        return new Difference(
                at, sum("app_traffic_logs", block.apps(), at), sum("counted_traffic", block.interfaces(), at));
    }

    private Traffic sum(String table, Block.Rows rows, long at) throws SQLException {
        return database.query(
                        row -> new Traffic(row.getLong(1), row.getLong(2)),
                        "SELECT sum(bytes_in), sum(bytes_out) FROM " + table
                                + " WHERE id >= ? AND id < ? AND timestamp = ?",
                        rows.first(),
                        rows.end(),
                        at)
                .get(0);
    }

    private boolean totalsHold(Block block) throws SQLException {
        long different = database.number(
                "SELECT count(*) FROM (SELECT app_name, sum(a.bytes_in), sum(a.bytes_out),"
                        + " coalesce(sum(e.bytes_in), 0), coalesce(sum(e.bytes_out), 0)"
                        + " FROM app_traffic_logs a LEFT JOIN app_estimates e ON e.id = a.id"
                        + " WHERE a.id >= ? AND a.id < ? GROUP BY app_name"
                        + " EXCEPT SELECT app_name, bytes_in, bytes_out, estimated_in, estimated_out"
                        + " FROM app_totals WHERE block = ?)",
                block.summed().first(),
                block.summed().end(),
                block.id());
        long rows = database.number("SELECT count(*) FROM app_totals WHERE block = ?", block.id());
        long names = database.number(
                "SELECT count(DISTINCT app_name) FROM app_traffic_logs WHERE id >= ? AND id < ?",
                block.summed().first(),
                block.summed().end());
        return different == 0 && rows == names;
    }
}
