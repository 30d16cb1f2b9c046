package netmon.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import netmon.model.PlainText;

/** The contract of every reader for any input: it answers, or it refuses with a short and harmless line. */
public final class Fuzzed {
    /** In characters: a line of a log. */
    private static final int LONGEST_MESSAGE = 1000;

    private Fuzzed() {}

    /** One reader with its input. */
    @FunctionalInterface
    public interface Reading {
        Object read() throws ScanException;
    }

    /** Runs the reader; an exception of any other kind fails the test. */
    public static void readOrRefuse(Reading reading) {
        try {
            reading.read();
        } catch (ScanException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.length() <= LONGEST_MESSAGE, message);
            assertEquals(PlainText.of(message), message);
        }
    }
}
