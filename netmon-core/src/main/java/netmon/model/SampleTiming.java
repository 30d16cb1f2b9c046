package netmon.model;

import java.time.Duration;

/** Limits of the time that bytes may wait for a sample; a longer wait means that the service has stopped. */
public final class SampleTiming {
    /** From this many counted bytes on, the sockets are polled at once: an idle machine moves about 1 KB a second. */
    public static final long BUSY_BYTES = 4096;

    /** The wait while fewer bytes are pending. */
    public static final Duration IDLE = Duration.ofSeconds(5);

    /** The longest wait, however expensive a poll is. */
    public static final Duration LONGEST = Duration.ofSeconds(10);

    private SampleTiming() {}
}
