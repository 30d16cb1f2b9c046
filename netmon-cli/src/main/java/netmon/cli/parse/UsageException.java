package netmon.cli.parse;


/** The command line or a setting is wrong. The message names the text. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message);
    }
}
