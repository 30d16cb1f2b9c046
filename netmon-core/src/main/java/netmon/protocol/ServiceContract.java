package netmon.protocol;

/** The limits and times that service and command rely on, beside the messages themselves. */
public final class ServiceContract {
    /** Longest request, which is an alert with a long name and command; the service hangs up on a longer one. */
    public static final int MAX_REQUEST_BYTES = 32 << 10;

    /** Longest reply; the command gives up on a longer one. */
    public static final int MAX_REPLY_BYTES = 4 << 20;

    /** The service hangs up on a caller that neither asks nor reads its reply for so long. */
    public static final long IDLE_SECONDS = 10;

    /** Ends each reply: the end of its last line, and an empty line. */
    public static final String END_OF_REPLY = "\n\n";

    /** A service with an older heartbeat hangs, or the machine was asleep. A busy machine delays it by less. */
    public static final long SILENT_SECONDS = 10;

    /** The service keeps the rates by process and connection for so long after the last request for them. */
    public static final long WATCHED_SECONDS = 10;

    private ServiceContract() {}
}
