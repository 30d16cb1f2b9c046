package netmon.store.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import netmon.model.Traffic;

/** Reads two neighbouring columns of received and sent bytes. */
public final class TrafficColumns {
    private TrafficColumns() {}

    /** A sum below zero can only come from rows of another program; it counts as zero. */
    public static Traffic read(ResultSet row, int column) throws SQLException {
        return new Traffic(Math.max(0, row.getLong(column)), Math.max(0, row.getLong(column + 1)));
    }
}
