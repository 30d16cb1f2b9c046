package netmon.cli;

/** What the command's exit status means. Scripts rely on these numbers, so they never change. */
final class Exit {
    static final int OK = 0;
    /** The answer could not be given or not be written. */
    static final int FAILED = 1;
    /** The command line is not understood. */
    static final int USAGE = 2;
    /** There is no data for the question. */
    static final int NO_DATA = 3;
    /** There is no database, or it cannot be used. */
    static final int DATABASE = 4;
    /** An alert's limit is exceeded; of {@code netmon alert check} alone. */
    static final int EXCEEDED = 5;

    private Exit() {}
}
