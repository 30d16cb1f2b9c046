package netmon.store.sqlite;

import java.sql.SQLException;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Translates the driver's exceptions. */
final class SqliteErrors {
    /** An extended result code of SQLite has its primary code in the lowest byte. */
    private static final int PRIMARY = 0xff;

    private SqliteErrors() {}

    /** Appends the reason to a phrase such as {@code cannot read /home/me/.netmon/netmon.db}. */
    static StoreException translate(String doing, SQLException e) {
        Remedy kind = kind(e);
        return new StoreException(kind, doing + ": " + reason(kind, e), e);
    }

    private static Remedy kind(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return Remedy.UNUSABLE;
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return Remedy.FULL; // the shared-memory file beside the database could not grow
        }
        return switch (SQLiteErrorCode.getErrorCode(code.code & PRIMARY)) {
            case SQLITE_FULL -> Remedy.FULL;
            case SQLITE_BUSY, SQLITE_LOCKED -> Remedy.BUSY;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> Remedy.DAMAGED;
            default -> Remedy.UNUSABLE;
        };
    }

    private static String reason(Remedy kind, SQLException e) {
        if (e instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
            return "a question to it took too long and was stopped; is it the database of a netmon-service?";
        }
        return switch (kind) {
            case DAMAGED -> "it is damaged, or not a database";
            case BUSY -> "another program holds it";
            case FULL -> "the disk is full";
            case MISSING, UNUSABLE, NEWER, REPLACED ->
                String.valueOf(e.getMessage()).replace('\n', ' ');
        };
    }
}
