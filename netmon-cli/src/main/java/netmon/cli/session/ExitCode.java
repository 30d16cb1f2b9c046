package netmon.cli.session;

/** The exit statuses of the command. Scripts rely on these numbers, so they never change. */
public final class ExitCode {
    public static final int OK = 0;
    /** The command failed, or its answer could not be written. */
    public static final int FAILED = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** There is no data for the question. */
    public static final int NO_DATA = 3;
    /** There is no database, or it cannot be used. */
    public static final int DATABASE = 4;
    /** The limit of an alert is exceeded; used only by {@code netmon alert check}. */
    public static final int EXCEEDED = 5;

    private ExitCode() {}
}
