package netmon.store.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import org.jspecify.annotations.Nullable;

/** Makes folders and files that only their owner may read. It never follows a symbolic link. */
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
        }
    }

    /**
     * Makes the folder of a database if it is missing.
     *
     * @throws StoreException if this is root's process and another user could put another file in the database's place
     */
    public static void prepareFolder(Path database) throws IOException, StoreException {
        Path folder = database.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        Path nearest = folder;
        for (Path up = folder; up != null && !Files.exists(nearest); up = up.getParent()) {
            nearest = up;
        }
        requireRoots(nearest, database);
        makeFolder(folder);
        requireRoots(folder, database); // another user may have made it first
    }

    private static void requireRoots(Path folder, Path database) throws IOException, StoreException {
        String objection = OwnUser.isRoot() ? TrustedPath.objection(folder) : null;
        if (objection != null) {
            throw new StoreException(
                    Remedy.UNUSABLE,
                    "root does not write to " + database + ", because " + objection
                            + "; name a database in a folder that only root can change, or start as that user");
        }
    }

    /**
     * Takes all permissions of others from a database, from the files beside it, and from its folder if that is
     * netmon's. The caller has no open connection. Returns whether there were any.
     */
    public static boolean makePrivate(Path database) throws IOException {
        boolean wasOpen = false;
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
            Path file = beside(database, suffix);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                wasOpen |= !Access.of(file).permissions().equals(FILE);
                CheckedFiles.open(file, CheckedFiles.FileUse.WRITE_PRIVATE).close();
            }
        }
        Path folder = database.toAbsolutePath().getParent();
        if (POSIX && folder != null && folder.endsWith(Home.FOLDER)) {
            Files.setPosixFilePermissions(folder, FOLDER);
        }
        return wasOpen;
    }

    static boolean isReadableByOthers(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Access.of(file).permissions();
        return permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ);
    }

    /**
     * Puts a new file in the place of another, or of a link, at once: nobody sees half of it. The content goes into the
     * file that was made and never into one that another user put in its place meanwhile.
     *
     * @param permissions such as {@code rw-r--r--}, of which the umask takes some away
     */
    public static void replace(Path file, String text, String permissions) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        FileAttribute<?>[] mode = attributes(PosixFilePermissions.fromString(permissions));
        Files.deleteIfExists(fresh);
        try {
            try (OutputStream out = Channels.newOutputStream(
                    FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode))) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Makes an empty file; fails if the name exists already, even as a broken link. */
    public static void makeNew(Path file) throws IOException {
        Files.createFile(file, attributes(FILE));
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
