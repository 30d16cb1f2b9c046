package netmon.cli.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The launchers and {@code lib}. {@code scripts/build} makes them, {@code netmon setup} copies them. */
public final class InstalledFiles {
    private InstalledFiles() {}

    /**
     * The folder of the launcher that started this program; null without a launcher. It comes from the class
     * path, because the code source of a class from an archive names the folder where the archive was made.
     *
     * @param classPath the property {@code java.class.path}; a launcher sets it to {@code FOLDER/lib/netmon.jar}
     */
    static @Nullable Path folder(String classPath) {
        try {
            Path lib = Path.of(classPath).toRealPath().getParent();
            return lib != null && Files.exists(lib.resolve("make-archives")) ? lib.getParent() : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The prefix under which setup installed this image; null if setup did not install it. */
    static @Nullable public Path installedPrefix(Path image) {
        Path lib = image.getParent();
        return image.endsWith("lib/netmon") && lib != null ? lib.getParent() : null;
    }

    /** The folder of the launcher that started this program; null without a launcher. */
    static @Nullable public Path folder() {
        return folder(System.getProperty("java.class.path", ""));
    }
}
