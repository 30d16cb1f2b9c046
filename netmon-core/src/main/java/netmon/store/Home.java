package netmon.store;

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
     */
    public static Path database(Map<String, String> environment, @Nullable String userHome) {
        return folder(environment, userHome).resolve("netmon.db");
    }

    /** The folder of the database and of what stands beside it. */
    public static Path folder(Map<String, String> environment, @Nullable String userHome) {
        String home = environment.get("HOME");
        if (home == null || !Path.of(home).isAbsolute()) {
            home = userHome == null ? "" : userHome;
        }
        return Path.of(home).toAbsolutePath().resolve(".netmon");
    }
}
