package netmon.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The database could not be used. The message is one line that says what was being done and to which file. */
public class StoreException extends Exception {
    /** What is to be done about it. */
    public enum Remedy {
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

    private final Remedy kind;

    public StoreException(Remedy kind, String message) {
        super(message);
        this.kind = kind;
    }

    private StoreException(Remedy kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** The sentence of {@code doing}, such as {@code cannot read /home/me/.netmon/netmon.db}, and the reason. */
    public static StoreException of(String doing, SQLException e) {
        Remedy kind = kind(e);
        return new StoreException(kind, doing + ": " + reason(kind, e), e);
    }

    public static StoreException of(String doing, IOException e) {
        String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
        Remedy kind = reason.contains(NO_SPACE) ? Remedy.FULL : Remedy.UNUSABLE;
        return new StoreException(kind, doing + ": " + e.getClass().getSimpleName() + reason, e);
    }

    public Remedy kind() {
        return kind;
    }

    /** The line to be shown; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    private static Remedy kind(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return Remedy.UNUSABLE;
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return Remedy.FULL; // the file beside the database could not grow
        }
        int primary = code.code & PRIMARY;
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return Remedy.FULL;
        }
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return Remedy.BUSY;
        }
        if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return Remedy.DAMAGED;
        }
        return Remedy.UNUSABLE;
    }

    private static String reason(Remedy kind, SQLException e) {
        return switch (kind) {
            case DAMAGED -> "it is damaged, or not a database";
            case BUSY -> "another program holds it";
            case FULL -> "the disk is full";
            case MISSING, UNUSABLE, NEWER, REPLACED ->
                String.valueOf(e.getMessage()).replace('\n', ' ');
        };
    }
}
