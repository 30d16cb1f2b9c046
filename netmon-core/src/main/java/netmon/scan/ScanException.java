package netmon.scan;

/** A source could not be read. The message says what was being done and the offending text. */
public class ScanException extends Exception {
    public ScanException(String message) {
        super(message);
    }

    public ScanException(String message, Throwable cause) {
        super(message, cause);
    }
}
