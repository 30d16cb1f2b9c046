package netmon.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The database could not be used. The message is one line that says what was being done and to which file. */
public class StoreException extends Exception {
    /** What is to be done about it. */
    public enum Kind {
        /** There is no database. */
        MISSING,
        /** It may not be read or written, or it is not netmon's. */
        UNUSABLE,
        /** Its bytes are not those of a sound database. */
        DAMAGED,
        /** A newer netmon wrote it. */
        NEWER,
        /** The file of its name is another one now, or there is none any more. */
        REPLACED,
        /** Another program holds it; later it may work. */
        BUSY,
        /** The disk is full; later it may work. */
        FULL
    }

    /** SQLite's extended codes hold the primary one in their lowest byte. */
    private static final int PRIMARY = 0xff;

    /** How Linux and macOS call a full disk; Java has no exception of its own for it. */
    private static final String NO_SPACE = "No space left on device";

    private final Kind kind;

    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    private StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** The sentence of {@code doing}, such as {@code cannot read /home/me/.netmon/netmon.db}, and the reason. */
    static StoreException of(String doing, SQLException e) {
        Kind kind = kind(e);
        return new StoreException(kind, doing + ": " + reason(kind, e), e);
    }

    static StoreException of(String doing, IOException e) {
        String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
        Kind kind = reason.contains(NO_SPACE) ? Kind.FULL : Kind.UNUSABLE;
        return new StoreException(kind, doing + ": " + e.getClass().getSimpleName() + reason, e);
    }

    public Kind kind() {
        return kind;
    }

    /** The line to be shown; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    private static Kind kind(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return Kind.UNUSABLE;
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return Kind.FULL; // the file beside the database could not grow
        }
        int primary = code.code & PRIMARY;
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return Kind.FULL;
        }
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return Kind.BUSY;
        }
        if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return Kind.DAMAGED;
        }
        return Kind.UNUSABLE;
    }

    private static String reason(Kind kind, SQLException e) {
        return switch (kind) {
            case DAMAGED -> "it is damaged, or not a database";
            case BUSY -> "another program holds it";
            case FULL -> "the disk is full";
            case MISSING, UNUSABLE, NEWER, REPLACED ->
                String.valueOf(e.getMessage()).replace('\n', ' ');
        };
    }
}
