package netmon.store.files;

/** The home folder is unknown: HOME is not set, and the system does not know the user. */
public final class NoHomeException extends RuntimeException {
    NoHomeException() {
        super("there is no home folder: set HOME, or name the database with --db");
    }
}
