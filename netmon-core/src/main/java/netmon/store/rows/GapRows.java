package netmon.store.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.sqlite.Database;

/** Writes and reads gaps. A gap that starts where one of its kind ended extends that one. */
public final class GapRows implements SampleRows {
    /** How many of the last rows can be extended. There are never so many gaps at the same time. */
    private static final int RECENT = 32;

    private static final String EXTEND = "UPDATE gaps SET ended = ?, bytes_in = bytes_in + ?, bytes_out = bytes_out + ?"
            + " WHERE id > (SELECT max(id) FROM gaps) - ? AND kind = ? AND ended = ? AND started < ended"
            + " AND detail = ?";
    private static final String INSERT =
            "INSERT INTO gaps (kind, started, ended, bytes_in, bytes_out, detail) VALUES (?, ?, ?, ?, ?, ?)";

    /** The condition for a gap that netmon can have written. */
    public static final String SOUND = SoundRows.isTime("started") + " AND " + SoundRows.isTime("ended") + " AND "
            + SoundRows.amounts("") + " AND detail IS NOT NULL AND kind IN (" + kinds() + ")";

    private final Database database;

    public GapRows(Database database) {
        this.database = database;
    }

    private static String kinds() {
        StringBuilder kinds = new StringBuilder();
        for (Gap.Kind each : Gap.Kind.values()) {
            kinds.append(kinds.isEmpty() ? "'" : ", '").append(each.word()).append('\'');
        }
        return kinds.toString();
    }

    /** The gaps that touch the period, in the order of writing. */
    public List<Gap> in(Period period) throws StoreException {
        return database.query(
                GapRows::gap,
                "SELECT kind, started, ended, bytes_in, bytes_out, detail FROM gaps WHERE max(started, ended) >= ?"
                        + " AND min(started, ended) < ? AND " + SOUND + " ORDER BY id",
                period.from(),
                period.to());
    }

    @Override
    public void write(Sample sample) throws StoreException {
        for (Gap each : sample.gaps()) {
            if (each.from() > each.to() || !extend(each)) {
                insert(each);
            }
        }
    }

    private boolean extend(Gap gap) throws StoreException {
        Traffic bytes = gap.bytes();
        String kind = gap.kind().word();
        return database.update(EXTEND, gap.to(), bytes.received(), bytes.sent(), RECENT, kind, gap.from(), gap.detail())
                > 0;
    }

    private void insert(Gap gap) throws StoreException {
        Traffic bytes = gap.bytes();
        database.update(INSERT, gap.kind().word(), gap.from(), gap.to(), bytes.received(), bytes.sent(), gap.detail());
    }

    private static Gap gap(ResultSet row) throws SQLException {
        Gap.Kind kind =
                Gap.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT).replace(' ', '_'));
        return new Gap(kind, row.getLong(2), row.getLong(3), LoggedRow.traffic(row, 4), row.getString(6));
    }
}
