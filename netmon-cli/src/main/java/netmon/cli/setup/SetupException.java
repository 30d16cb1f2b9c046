package netmon.cli.setup;

/** Says in a sentence why something cannot be installed, or which step failed. */
public final class SetupException extends Exception {
    public SetupException(String message) {
        super(message);
    }

    SetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
