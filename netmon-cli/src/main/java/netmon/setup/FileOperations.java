package netmon.setup;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import netmon.store.files.PrivateFiles;
import org.jspecify.annotations.Nullable;

/** The file operations of the steps. They set the permissions that are named here, independent of the umask. */
final class FileOperations {
    private static final Set<PosixFilePermission> PLAIN = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");

    private FileOperations() {}

    /** Class archives, and the notes of an earlier setup, are valid only in the folder where they were made. */
    private static boolean isBoundToPlace(Path file) {
        String name = file.toString();
        return name.endsWith(".aot")
                || name.endsWith(".jsa")
                || file.endsWith(CreatedFolders.FILE)
                || file.endsWith(InstallLayout.SHARED_DATABASE);
    }

    /** The path without links, as far as it exists. */
    static Path real(Path path) throws IOException {
        Path parent = path.getParent();
        return parent == null || Files.exists(path)
                ? path.toRealPath()
                : real(parent).resolve(path.getFileName());
    }

    /** Copies the content of a folder, except the files that are valid only in their place. */
    static void copyTree(Path from, Path to) throws IOException {
        makeFolder(to, "rwxr-xr-x");
        for (Path each : content(from)) {
            Path target = to.resolve(from.relativize(each));
            if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                copyTree(each, target);
            } else if (!isBoundToPlace(each)) {
                copyFile(each, target);
            }
        }
    }

    static void copyProgram(Path from, Path to) throws IOException {
        makeFolder(to.getParent(), "rwxr-xr-x");
        copyFile(from, to);
    }

    /**
     * Puts a new file in the place of the old one, from which a program may still run. The copy keeps the time of the
     * file and belongs to the current user: root must not run programs that their builder can change.
     */
    private static void copyFile(Path from, Path to) throws IOException {
        Path fresh = to.resolveSibling(to.getFileName() + ".new");
        Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(from));
        Files.setPosixFilePermissions(fresh, Files.isExecutable(from) ? PROGRAM : PLAIN);
        Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts a folder in the place of another one, which is called {@code former} in the meantime. */
    static void replace(Path from, Path to, Path former) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            removeTree(former);
            Files.move(to, former, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        removeTree(former);
    }

    /** Creates a folder, and the folders above it. An existing folder keeps its permissions. */
    static void makeFolder(@Nullable Path folder, String mode) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            makeFolder(folder.getParent(), "rwxr-xr-x");
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
        }
    }

    static GroupPrincipal group(String name) throws IOException, SetupException {
        try {
            return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(name);
        } catch (UserPrincipalNotFoundException e) {
            throw new SetupException(
                    "there is no group " + name + "; choose with --group which group may read the recorded data", e);
        }
    }

    /** Lets a group read a folder, which is created if it is missing. */
    static void shareFolder(Path folder, String group) throws IOException, SetupException {
        makeFolder(folder, "rwx------");
        share(folder, group, "rwxr-x---");
    }

    /** Lets a group read a file, which is created if it is missing. */
    static void shareFile(Path file, String group) throws IOException, SetupException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(file);
        }
        share(file, group, "rw-r-----");
    }

    private static void share(Path path, String group, String mode) throws IOException, SetupException {
        PosixFileAttributeView view = Objects.requireNonNull(
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
        view.setGroup(group(group));
        view.setPermissions(PosixFilePermissions.fromString(mode));
    }

    static void write(Path file, String text) throws IOException {
        makeFolder(file.getParent(), "rwxr-xr-x");
        PrivateFiles.replace(file, text, "rw-------");
        Files.setPosixFilePermissions(file, PLAIN);
    }

    static void removeTree(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            for (Path each : content(folder)) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    removeTree(each);
                } else {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }

    static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.toList();
        }
    }

    /** Removes the files in a folder with these names, and then the folder, if it is empty. */
    static void removeMatching(Pattern names, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path each : content(folder)) {
            boolean matches = names.matcher(each.getFileName().toString()).matches();
            if (matches && !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(each);
            }
        }
        removeEmpty(folder);
    }

    static void remove(List<Path> files) throws IOException {
        for (Path each : files) {
            Files.deleteIfExists(each);
        }
    }

    /** Removes the empty ones of these folders. Links stay, because setup has not created them. */
    static void removeEmpty(List<Path> folders) throws IOException {
        for (Path each : folders) {
            removeEmpty(each);
        }
    }

    private static void removeEmpty(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            return;
        }
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return; // its other content does not belong to netmon
        }
    }
}
