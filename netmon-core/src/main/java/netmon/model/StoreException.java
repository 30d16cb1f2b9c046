package netmon.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The database could not be used. The message is one line: the attempted operation, the file and the reason. */
public class StoreException extends Exception {
    /** Why it failed, which decides how a caller can react. */
    public enum Remedy {
        MISSING,
        /** The file may not be read or written, or it does not belong to netmon. */
        UNUSABLE,
        /** The content of the file is not a sound database. */
        DAMAGED,
        NEWER,
        /** The file was deleted or replaced while it was open. */
        REPLACED,
        /** Another program holds a lock; a later attempt may work. */
        BUSY,
        /** The disk is full; a later attempt may work. */
        FULL
    }

    /** The message of Linux and macOS for a full disk; Java has no exception of its own for it. */
    private static final String NO_SPACE = "No space left on device";

    private final Remedy kind;

    public StoreException(Remedy kind, String message) {
        super(message);
        this.kind = kind;
    }

    public StoreException(Remedy kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Appends the reason of {@code e} to a phrase such as {@code cannot read /home/me/.netmon/netmon.db}. */
    public static StoreException of(String doing, IOException e) {
        Path folder = missingFolder(e);
        if (folder != null) {
            return new StoreException(Remedy.UNUSABLE, doing + ": folder " + folder + " does not exist", e);
        }
        String reason = reason(e);
        return new StoreException(reason.contains(NO_SPACE) ? Remedy.FULL : Remedy.UNUSABLE, doing + ": " + reason, e);
    }

    /** The message of some exceptions is the path only: their class says what happened. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied && denied.getReason() == null) {
            return "permission denied for " + denied.getFile();
        }
        boolean isSentence = e.getClass() == IOException.class
                || (e instanceof FileSystemException file && file.getReason() != null);
        if (e.getMessage() == null) {
            return e.getClass().getSimpleName();
        }
        return isSentence ? e.getMessage() : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private static @Nullable Path missingFolder(IOException e) {
        if (!(e instanceof NoSuchFileException missing) || missing.getFile() == null) {
            return null;
        }
        Path folder = Path.of(missing.getFile()).toAbsolutePath().getParent();
        return folder != null && Files.notExists(folder) ? folder : null;
    }

    public Remedy kind() {
        return kind;
    }

    /** The line to print; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
