package netmon.setup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in a sentence why something cannot be installed, or which step failed. */
public final class SetupException extends Exception {
    public SetupException(String message) {
        super(message);
    }

    SetupException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The sentence of {@code doing}, such as {@code cannot look at /usr/local}, and the reason. */
    static SetupException of(String doing, IOException e) {
        return new SetupException(doing + ": " + reason(e), e);
    }

    /** Java tells the commonest reasons by a class's name alone. */
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
