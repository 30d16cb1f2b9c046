package netmon.cli.session;

/** What the command's exit status means. Scripts rely on these numbers, so they never change. */
public final class ExitCode {
    public static final int OK = 0;
    /** The answer could not be given or not be written. */
    public static final int FAILED = 1;
    /** The command line is not understood. */
    public static final int USAGE = 2;
    /** There is no data for the question. */
    public static final int NO_DATA = 3;
    /** There is no database, or it cannot be used. */
    public static final int DATABASE = 4;
    /** An alert's limit is exceeded; of {@code netmon alert check} alone. */
    public static final int EXCEEDED = 5;

    private ExitCode() {}
}
