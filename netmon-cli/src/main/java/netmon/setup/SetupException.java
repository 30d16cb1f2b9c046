package netmon.setup;


import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** An installation or a removal is refused, or a step failed. The message is a sentence for the user. */
public final class SetupException extends Exception {
    public SetupException(String message) {
        super(message);
    }

    SetupException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message is {@code failure}, such as {@code cannot check /usr/local}, and the reason. */
    static SetupException of(String failure, IOException e) {
        return new SetupException(failure + ": " + reason(e), e);
    }

    /** For the most frequent reasons the message of the exception is a path only, so they get words here. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (e instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (e instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getFile() + ": " + refused.getReason();
        }
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
