package netmon.cli.parse;

/** The command line or a setting is wrong. The message names the text. */
public final class UsageException extends RuntimeException {
    private final boolean withUsage;

    public UsageException(String message) {
        this(message, true);
    }

    /** @param withUsage whether the usage of the command helps */
    public UsageException(String message, boolean withUsage) {
        super(message);
        this.withUsage = withUsage;
    }

    public boolean isWithUsage() {
        return withUsage;
    }
}
