package netmon.service.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a service that was started by sudo out of the home of the user who typed it: files of root there would stop the
 * user's own service later, and nobody would know why.
 */
public final class SudoGuard {
    private final Map<String, String> environment;
    private final @Nullable String user;

    /**
     * @param environment the process's; sudo sets SUDO_UID and SUDO_USER
     * @param user who the process belongs to, Java's {@code user.name}
     */
    public SudoGuard(Map<String, String> environment, @Nullable String user) {
        this.environment = environment;
        this.user = user;
    }

    /** Whether the process is root's because somebody else typed sudo. */
    public boolean isUsed() {
        String uid = environment.get("SUDO_UID");
        return "root".equals(user) && uid != null && !uid.equals("0");
    }

    /** Why a file must not be made there; null where it may. */
    @Nullable
    public String objection(Path file) {
        if (!isUsed() || !environment.getOrDefault("SUDO_UID", "").equals(owner(file))) {
            return null;
        }
        return "started by sudo: " + file + " would belong to root in a folder of "
                + environment.getOrDefault("SUDO_USER", "another user")
                + "; start it without sudo, or name a place of root's own";
    }

    /** The number of the user whose folder it would be in; null where the system does not tell. */
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
