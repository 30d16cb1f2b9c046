package netmon.cli;

/** What was asked for makes no sense. The message names the offending text. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
