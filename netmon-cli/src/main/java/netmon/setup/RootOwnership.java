package netmon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;

/**
 * Checks that only root can change the files that root runs, and the folders above them. On Linux this covers access
 * control lists without reading them: the group permissions of a file with a list are the upper bound of what the list
 * grants (acl(5)). The lists of macOS are not checked.
 */
final class RootOwnership {
    private static final int ROOT = 0;

    private RootOwnership() {}

    /** Checks a path, its content, and the folders above it up to {@code root}. The path itself may be missing. */
    static void require(Path path, Path root) throws IOException, SetupException {
        for (Path each = path; each != null; each = each.getParent()) {
            if (Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                check(each);
            }
            if (each.equals(root)) {
                break;
            }
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            requireWithin(path);
        }
    }

    /** Refuses a folder of another user: its owner could put links there that redirect root's writes. */
    static void requireOwner(Path folder) throws IOException, SetupException {
        if (Files.exists(folder) && !Integer.valueOf(ROOT).equals(Files.getAttribute(folder, "unix:uid"))) {
            throw new SetupException(
                    folder + " does not belong to root, but the service would write there as root; move it away");
        }
    }

    private static void requireWithin(Path folder) throws IOException, SetupException {
        for (Path each : FileOperations.content(folder)) {
            check(each);
            if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                requireWithin(each);
            }
        }
    }

    /** The permissions of a link do not matter: its folder and its target are checked. */
    private static void check(Path path) throws IOException, SetupException {
        Map<String, Object> found = Files.readAttributes(path, "unix:uid,permissions", LinkOption.NOFOLLOW_LINKS);
        if (!Integer.valueOf(ROOT).equals(found.get("uid"))) {
            throw new SetupException(path + " does not belong to root, but the service would run as root");
        }
        if (Files.isSymbolicLink(path)) {
            for (Path each = path.toRealPath(); each != null; each = each.getParent()) {
                check(each);
            }
            return;
        }
        Set<?> permissions = (Set<?>) found.getOrDefault("permissions", Set.of());
        // Group write is refused for the group root too, because the file may have an access list.
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new SetupException("not only root can write " + path
                    + ", but the service would run as root; choose another place with --prefix");
        }
    }
}
