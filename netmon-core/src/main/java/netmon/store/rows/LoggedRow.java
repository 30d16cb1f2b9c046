package netmon.store.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import netmon.model.Traffic;

/**
 * A row of a {@link LoggedTable} with its estimated part.
 *
 * @param at the first second of its bucket
 * @param group the first name of the row that takes its bytes if its bucket has too many rows
 */
public record LoggedRow(
        long id, long at, List<String> names, long in, long out, long estimatedIn, long estimatedOut, String group) {
    /** Reads two columns. A sum below zero can only come from rows of another program; it counts as zero. */
    public static Traffic traffic(ResultSet row, int column) throws SQLException {
        return new Traffic(Math.max(0, row.getLong(column)), Math.max(0, row.getLong(column + 1)));
    }

    static LoggedRow of(long at, String name, Traffic traffic, Traffic estimated, String group) {
        return new LoggedRow(
                0,
                at,
                List.of(name),
                traffic.received(),
                traffic.sent(),
                estimated.received(),
                estimated.sent(),
                group);
    }

    String name() {
        return names.get(0);
    }

    /** Orders rows by their bytes. */
    double bytes() {
        return (double) in + out;
    }

    LoggedRow withId(long assigned) {
        return new LoggedRow(assigned, at, names, in, out, estimatedIn, estimatedOut, group);
    }

    LoggedRow named(String name) {
        return new LoggedRow(id, at, List.of(name), in, out, estimatedIn, estimatedOut, group);
    }

    /** The sum of both rows, with the lower id. */
    LoggedRow plus(LoggedRow other) {
        return new LoggedRow(
                Math.min(id, other.id),
                at,
                names,
                Math.addExact(in, other.in),
                Math.addExact(out, other.out),
                Math.addExact(estimatedIn, other.estimatedIn),
                Math.addExact(estimatedOut, other.estimatedOut),
                group);
    }
}
