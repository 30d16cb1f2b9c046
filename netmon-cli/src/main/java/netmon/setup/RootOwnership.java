package netmon.setup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What root runs must not be another's to change: neither the files, nor a folder on the way to them. On Linux that
 * holds of access control lists too, though they are not read: while a file has one, its group's permissions are the
 * most that the list gives to anybody but the owner and others (acl(5)). macOS's lists are not looked at.
 */
final class RootOwnership {
    private static final int ROOT = 0;

    private RootOwnership() {}

    /**
     * Looks at a path, at the folders above it up to {@code root}, and at all that is in it. A path that is not there
     * yet is judged by the folders above it.
     */
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

    /** Refuses a folder of another: whoever owns it could put links into it for root to write through. */
    static void requireOwner(Path folder) throws IOException, SetupException {
        if (Files.exists(folder) && !Integer.valueOf(ROOT).equals(Files.getAttribute(folder, "unix:uid"))) {
            throw new SetupException(
                    folder + " does not belong to root, and the service would write there as root; move it away");
        }
    }

    private static void requireWithin(Path folder) throws IOException, SetupException {
        Writable found = new Writable();
        Files.walkFileTree(folder, found);
        if (found.failure != null) {
            throw found.failure;
        }
    }

    /** Finds the first one that is another's to change. */
    private static final class Writable extends SimpleFileVisitor<Path> {
        private @Nullable SetupException failure;

        @Override
        public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
            return visitFile(each, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
            try {
                check(each);
                return FileVisitResult.CONTINUE;
            } catch (SetupException e) {
                failure = e;
                return FileVisitResult.TERMINATE;
            }
        }
    }

    /** A link is as safe as the folder that it is in and what it leads to, whatever its own permissions. */
    private static void check(Path path) throws IOException, SetupException {
        Map<String, Object> found = Files.readAttributes(path, "unix:uid,permissions", LinkOption.NOFOLLOW_LINKS);
        if (!Integer.valueOf(ROOT).equals(found.get("uid"))) {
            throw new SetupException(path + " does not belong to root, and the service would run as root");
        }
        if (Files.isSymbolicLink(path)) {
            for (Path each = path.toRealPath(); each != null; each = each.getParent()) {
                check(each);
            }
            return;
        }
        Set<?> permissions = (Set<?>) found.getOrDefault("permissions", Set.of());
        if (permissions.contains(
                        PosixFilePermission.GROUP_WRITE) // also of root's group: perhaps it is an access list's
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new SetupException("others than root can write " + path
                    + ", and the service would run as root; take another place with --prefix");
        }
    }
}
