package netmon.store.rows;

import java.util.List;
import netmon.model.Gap;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** Writes what netmon missed. A gap that begins where one of its kind ended lengthens that one. */
public final class GapRows {
    /** How many of the last rows may be lengthened: as many as can go on at the same time, and some more. */
    private static final int RECENT = 32;

    private final Database database;

    public GapRows(Database database) {
        this.database = database;
    }

    public void write(List<Gap> gaps) throws StoreException {
        for (Gap each : gaps) {
            if (each.from() > each.to() || !lengthen(each)) {
                insert(each);
            }
        }
    }

    private boolean lengthen(Gap gap) throws StoreException {
        int changed = database.update(
                "UPDATE gaps SET ended = ?, bytes_in = bytes_in + ?, bytes_out = bytes_out + ?"
                        + " WHERE id > (SELECT max(id) FROM gaps) - ? AND kind = ? AND ended = ? AND started < ended"
                        + " AND detail = ?",
                gap.to(),
                gap.bytes().received(),
                gap.bytes().sent(),
                RECENT,
                gap.kind().word(),
                gap.from(),
                gap.detail());
        return changed > 0;
    }

    private void insert(Gap gap) throws StoreException {
        database.update(
                "INSERT INTO gaps (kind, started, ended, bytes_in, bytes_out, detail) VALUES (?, ?, ?, ?, ?, ?)",
                gap.kind().word(),
                gap.from(),
                gap.to(),
                gap.bytes().received(),
                gap.bytes().sent(),
                gap.detail());
    }
}
