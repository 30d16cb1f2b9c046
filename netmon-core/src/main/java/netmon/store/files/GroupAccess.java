package netmon.store.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** Names the group that may read a file. */
public final class GroupAccess {
    private GroupAccess() {}

    /** A phrase such as {@code ; members of the group adm may}; empty if no group may, or that is unknown. */
    public static String of(Path file) {
        try {
            Path nearest = nearest(file);
            PosixFileAttributes attributes = Files.readAttributes(nearest, PosixFileAttributes.class);
            PosixFilePermission needed =
                    attributes.isDirectory() ? PosixFilePermission.GROUP_EXECUTE : PosixFilePermission.GROUP_READ;
            return attributes.permissions().contains(needed)
                    ? "; members of the group " + attributes.group().getName() + " may"
                    : "";
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** The file, or the nearest folder above it that this user can see. */
    private static Path nearest(Path file) {
        Path nearest = file.toAbsolutePath();
        for (Path up = nearest; up != null && !Files.exists(nearest); up = up.getParent()) {
            nearest = up;
        }
        return nearest;
    }
}
