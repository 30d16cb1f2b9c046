package netmon.store.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import netmon.model.Traffic;

/** A row of a {@link LoggedTable} with its estimated part; {@code at} is the first second of its bucket. */
public record LoggedRow(long id, long at, List<String> names, long in, long out, long estimatedIn, long estimatedOut) {
    /** Reads two columns. A sum below zero can only come from rows of another program; it counts as zero. */
    public static Traffic traffic(ResultSet row, int column) throws SQLException {
        return new Traffic(Math.max(0, row.getLong(column)), Math.max(0, row.getLong(column + 1)));
    }

    static LoggedRow of(long id, long at, String name, Traffic traffic, Traffic estimated) {
        return new LoggedRow(
                id, at, List.of(name), traffic.received(), traffic.sent(), estimated.received(), estimated.sent());
    }
}
