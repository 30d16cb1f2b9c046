package netmon.store.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes folders and files that only their owner may read, whatever the umask. It never follows a symbolic link. */
public final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /** The group and the permissions of a file; the group is null if the file system knows no groups. */
    public record Access(@Nullable GroupPrincipal group, Set<PosixFilePermission> permissions) {
        public static Access of(Path file) throws IOException {
            PosixFileAttributeView view = view(file);
            if (view == null || Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Access(null, FILE);
            }
            PosixFileAttributes attributes = view.readAttributes();
            return new Access(attributes.group(), attributes.permissions());
        }

        /** Gives another file the same group and permissions. If this user may not do that, the file stays private. */
        public void allow(Path file) throws IOException {
            PosixFileAttributeView view = view(file);
            if (view == null || group == null) {
                return;
            }
            try {
                view.setGroup(group);
            } catch (FileSystemException e) {
                return; // only root and members of the group may set it
            }
            view.setPermissions(permissions);
        }

        private static @Nullable PosixFileAttributeView view(Path file) {
            return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** A file in the folder of the database, with the database's name and a suffix such as {@code -wal}. */
    public static Path beside(Path database, String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }

    /** Makes the folder if it is missing; an existing one keeps its permissions. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(FOLDER));
            restrict(folder, FOLDER);
        }
    }

    /** Makes an empty file if it is missing; an existing one stays unchanged. */
    public static void makeFile(Path file) throws IOException {
        refuseLink(file);
        try {
            makeNew(file);
        } catch (FileAlreadyExistsException e) {
            refuseLink(file);
        }
    }

    /** Makes an empty file; fails if the name exists already, even as a broken link. */
    public static void makeNew(Path file) throws IOException {
        Files.createFile(file, attributes(FILE));
        restrict(file, FILE);
    }

    /** Opens a file for reading and writing; makes it if it is missing. */
    public static FileChannel open(Path file) throws IOException {
        makeFile(file);
        Set<OpenOption> options = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, options);
    }

    /** Removes all permissions of group and others from a file. */
    public static void restrict(Path file) throws IOException {
        restrict(file, FILE);
    }

    public static void refuseLink(Path file) throws FileSystemException {
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(file.toString(), null, "is a symbolic link, which is not followed");
        }
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
