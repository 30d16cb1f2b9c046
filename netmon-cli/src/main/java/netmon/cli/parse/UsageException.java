package netmon.cli.parse;

/** What was asked for makes no sense. The message names the offending text. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message);
    }
}
