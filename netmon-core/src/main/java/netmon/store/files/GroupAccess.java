package netmon.store.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** Who may read a file that is shared with a group. */
public final class GroupAccess {
    private GroupAccess() {}

    /** Such as {@code ; members of the group adm may}; nothing where no group may, or nobody tells. */
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

    /** The file, or where that cannot be seen the folder that hides it. */
    private static Path nearest(Path file) {
        Path nearest = file.toAbsolutePath();
        for (Path up = nearest; up != null && !Files.exists(nearest); up = up.getParent()) {
            nearest = up;
        }
        return nearest;
    }
}
