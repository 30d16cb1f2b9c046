package netmon.store.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The user whose rights this process has. */
public final class OwnUser {
    private static final int UNKNOWN = -1;

    private static final int UID = read();

    private OwnUser() {}

    /** The effective uid; -1 on a system without uids. */
    public static int uid() {
        return UID;
    }

    public static boolean isRoot() {
        return UID == 0;
    }

    /** Linux reports it. Elsewhere it is the owner of the home folder that the system has for the user. */
    private static int read() {
        Path status = Path.of("/proc/self/status");
        try {
            if (Files.exists(status)) {
                for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
                    if (line.startsWith("Uid:")) {
                        return Integer.parseInt(List.of(line.split("\\s+", -1)).get(2));
                    }
                }
            }
            return Files.getAttribute(Path.of(System.getProperty("user.home", "")), "unix:uid") instanceof Integer uid
                    ? uid
                    : UNKNOWN;
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }
}
