package netmon.store.files;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder of netmon's files, {@code $HOME/.netmon}. The service and the command must agree on it. */
public final class Home {
    static final String FOLDER = ".netmon";

    private Home() {}

    /** The home folder is unknown: HOME is not set, and the system does not know the user. */
    public static final class NoHomeException extends RuntimeException {
        NoHomeException() {
            super("there is no home folder: set HOME, or name the database with --db");
        }
    }

    /**
     * The default database. HOME comes first: {@code user.home} ignores a HOME that was set by hand.
     *
     * @throws NoHomeException if neither is an absolute path
     */
    public static Path database(Map<String, String> environment, @Nullable String userHome) {
        return folder(environment, userHome).resolve("netmon.db");
    }

    /** The folder of the database and the files beside it; throws NoHomeException if there is none. */
    public static Path folder(Map<String, String> environment, @Nullable String userHome) {
        for (String each : new String[] {environment.get("HOME"), userHome}) {
            if (isAbsolute(each)) {
                return Path.of(each).resolve(FOLDER);
            }
        }
        throw new NoHomeException();
    }

    /** The settings file, which may not exist; null if there is no home. */
    public static @Nullable Path settings(Map<String, String> environment, @Nullable String userHome) {
        boolean hasHome = isAbsolute(environment.get("HOME")) || isAbsolute(userHome);
        return hasHome ? folder(environment, userHome).resolve("netmon.properties") : null;
    }

    /** For a user that the system does not know, Java's {@code user.home} is a question mark. */
    private static boolean isAbsolute(@Nullable String home) {
        return home != null && Path.of(home).isAbsolute();
    }
}
