package netmon.store.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether another user can change the file that a path names. It walks from the root folder down, link by
 * link: what lies in a folder that others cannot change stays the same between this check and any later use, so the
 * answer holds for the name as well.
 */
public final class TrustedPath {
    private static final int MOST_LINKS = 40;

    private static final int OTHERS_WRITE = 0022;

    /** In a sticky folder, such as /tmp, only the owner of a file can rename or delete it. */
    private static final int STICKY = 01000;

    private final @Nullable Object ownerOfAll;
    private final Deque<Path> names = new ArrayDeque<>();
    private Path at;

    /** The owner of the root folder can replace everything: root, or in a container perhaps another user. */
    private TrustedPath(Path path) throws IOException {
        at = Objects.requireNonNull(path.getRoot());
        ownerOfAll = Objects.requireNonNull(attributes(at).get("uid"));
        push(path);
    }

    /**
     * The reason why somebody else than this user and root can change the file or replace it: {@code /srv/data belongs
     * to bob}; null if nobody can.
     *
     * @throws IOException if the path does not exist or cannot be examined
     */
    public static @Nullable String objection(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        if (!absolute.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return null;
        }
        return new TrustedPath(absolute).walk(absolute);
    }

    /**
     * The reason why somebody else can change a file of the folder or add one, such as a log beside a database; null if
     * nobody can. In a sticky folder everybody can add files.
     */
    public static @Nullable String folderObjection(Path folder) throws IOException {
        String objection = objection(folder);
        if (objection != null
                || !folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return objection;
        }
        Object mode = Files.getAttribute(folder, "unix:mode");
        return mode instanceof Integer bits && (bits & OTHERS_WRITE) != 0 ? writable(folder) : null;
    }

    private static String writable(Path path) {
        return "other users can write to " + path;
    }

    private @Nullable String walk(Path path) throws IOException {
        String objection = objection(attributes(at));
        int links = 0;
        while (objection == null && !names.isEmpty()) {
            Path name = names.pop();
            Path parent = at;
            Path above = parent.getParent();
            at = name.toString().equals("..") && above != null ? above : parent.resolve(name);
            Map<String, Object> seen = attributes(at);
            objection = objection(seen);
            if (Boolean.TRUE.equals(seen.get("isSymbolicLink"))) {
                if (++links > MOST_LINKS) {
                    throw new FileSystemException(path.toString(), null, "goes through too many links");
                }
                Path target = Files.readSymbolicLink(at);
                at = target.isAbsolute() ? Objects.requireNonNull(target.getRoot()) : parent;
                push(target);
            }
        }
        return objection;
    }

    private void push(Path path) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            if (!path.getName(i).toString().equals(".")) {
                names.push(path.getName(i));
            }
        }
    }

    private @Nullable String objection(Map<String, Object> seen) throws IOException {
        Object uid = seen.get("uid");
        if (!Integer.valueOf(0).equals(uid)
                && !Integer.valueOf(OwnUser.uid()).equals(uid)
                && !Objects.equals(ownerOfAll, uid)) {
            return at + " belongs to "
                    + Files.getOwner(at, LinkOption.NOFOLLOW_LINKS).getName();
        }
        int mode = seen.get("mode") instanceof Integer bits ? bits : 0;
        boolean isFolder = Boolean.TRUE.equals(seen.get("isDirectory"));
        boolean isLink = Boolean.TRUE.equals(seen.get("isSymbolicLink")); // everybody may write a link's mode
        return (mode & OTHERS_WRITE) == 0 || isLink || (isFolder && (mode & STICKY) != 0) ? null : writable(at);
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:uid,mode,isDirectory,isSymbolicLink", LinkOption.NOFOLLOW_LINKS);
    }
}
