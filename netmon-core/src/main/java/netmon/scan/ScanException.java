package netmon.scan;

/** A source could not be read. The message contains the action and the offending text. */
public class ScanException extends Exception {
    public ScanException(String message) {
        super(message);
    }

    public ScanException(String message, Throwable cause) {
        super(message, cause);
    }
}
