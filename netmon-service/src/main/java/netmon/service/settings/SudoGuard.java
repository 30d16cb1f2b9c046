package netmon.service.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a service that was started by sudo from creating files of root in the home of the user who started it: they
 * would stop the user's own service later, without a visible reason.
 *
 * @param environment the environment of the process, in which sudo sets SUDO_UID and SUDO_USER
 * @param user the user of the process, Java's {@code user.name}
 */
public record SudoGuard(
        Map<String, String> environment, @Nullable String user) {
    /** True if the process is root's because another user started it by sudo. */
    public boolean isUsed() {
        String uid = environment.get("SUDO_UID");
        return "root".equals(user) && uid != null && !uid.equals("0");
    }

    /** The reason why a file must not be created there; null if it may. */
    @Nullable
    public String objection(Path file) {
        return !isUsed() || !environment.getOrDefault("SUDO_UID", "").equals(owner(file))
                ? null
                : "started by sudo: " + file + " would belong to root in a folder of "
                        + environment.getOrDefault("SUDO_USER", "another user")
                        + "; start it without sudo, or name a file in a folder of root";
    }

    /** The uid of the folder's owner; null if the system does not report it. */
    private static @Nullable String owner(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            return folder == null ? null : String.valueOf(Files.getAttribute(folder, "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }
}
