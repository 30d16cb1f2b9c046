package netmon.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import netmon.model.PlainText;

/** What every reader owes to whatever it is given: it answers, or says in a short and harmless line that it cannot. */
public final class Fuzzed {
    /** In characters: a line of a log. */
    private static final int LONGEST_MESSAGE = 1000;

    private Fuzzed() {}

    /** One reader, given something. */
    @FunctionalInterface
    public interface Reading {
        Object read() throws ScanException;
    }

    /** Lets the reader read; an exception of any other kind is the test's failure. */
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
