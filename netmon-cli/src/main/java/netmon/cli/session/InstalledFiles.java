package netmon.cli.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** netmon's own files, as {@code scripts/build} makes and {@code netmon setup} copies them: launchers, and {@code lib}. */
public final class InstalledFiles {
    private InstalledFiles() {}

    /**
     * The folder of the launchers that this program was started by; null where it was started by something else. The
     * launcher says it: of a class from an archive Java tells the place where the archive was made, which may be another.
     *
     * @param classPath Java's {@code java.class.path}; of the launchers {@code FOLDER/lib/netmon.jar}
     */
    static @Nullable Path folder(String classPath) {
        try {
            Path lib = Path.of(classPath).toRealPath().getParent();
            return lib != null && Files.exists(lib.resolve("make-archives")) ? lib.getParent() : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The place that setup was given, where it has put this image; null of any other image. */
    static @Nullable public Path installedPrefix(Path image) {
        Path lib = image.getParent();
        return image.endsWith("lib/netmon") && lib != null ? lib.getParent() : null;
    }

    /** The one that this program was started by. */
    static @Nullable public Path folder() {
        return folder(System.getProperty("java.class.path", ""));
    }
}
