package netmon.store.files;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where netmon keeps its files: {@code $HOME/.netmon}. The service and the command must agree on it. */
public final class Home {
    private Home() {}

    /**
     * The database that is used when no other is named.
     *
     * @param environment the process's; its HOME comes first, since {@code user.home} is read from the user database
     *     and so ignores a HOME that was set by hand
     * @param userHome Java's {@code user.home}, used where HOME is unset, empty, or not absolute
     * @throws NoHomeException if that is not absolute either
     */
    public static Path database(Map<String, String> environment, @Nullable String userHome) {
        return folder(environment, userHome).resolve("netmon.db");
    }

    /**
     * The folder of the database and of what stands beside it.
     *
     * @throws NoHomeException if there is none
     */
    public static Path folder(Map<String, String> environment, @Nullable String userHome) {
        for (String each : new String[] {environment.get("HOME"), userHome}) {
            if (isAbsolute(each)) {
                return Path.of(each).resolve(".netmon");
            }
        }
        throw new NoHomeException();
    }

    /** The settings file, which need not be there; null where there is no home. */
    public static @Nullable Path settings(Map<String, String> environment, @Nullable String userHome) {
        boolean hasHome = isAbsolute(environment.get("HOME")) || isAbsolute(userHome);
        return hasHome ? folder(environment, userHome).resolve("netmon.properties") : null;
    }

    /** Of a user whom the system does not know, Java's {@code user.home} is a question mark. */
    private static boolean isAbsolute(@Nullable String home) {
        return home != null && Path.of(home).isAbsolute();
    }
}
