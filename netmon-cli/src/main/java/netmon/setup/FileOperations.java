package netmon.setup;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
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
import org.jspecify.annotations.Nullable;

/** What steps do to files. The permissions are those that are named here, whatever the umask. */
final class FileOperations {
    private static final Set<PosixFilePermission> PLAIN = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> SHARED_FILE = PosixFilePermissions.fromString("rw-r-----");
    private static final Set<PosixFilePermission> SHARED_FOLDER = PosixFilePermissions.fromString("rwxr-x---");

    private FileOperations() {}

    /** Class archives hold for the place that they were made in, and what setup has noted for the place it was put in. */
    private static boolean isOfOnePlace(Path file) {
        String name = file.toString();
        return name.endsWith(".aot")
                || name.endsWith(".jsa")
                || file.endsWith(CreatedFolders.FILE)
                || file.endsWith(InstallLayout.SHARED_DATABASE);
    }

    /** The path without links, as far as there is anything at it. */
    static Path real(Path path) throws IOException {
        Path parent = path.getParent();
        return parent == null || Files.exists(path)
                ? path.toRealPath()
                : real(parent).resolve(path.getFileName());
    }

    static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                makeFolder(to.resolve(from.relativize(folder)), "rwxr-xr-x");
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isOfOnePlace(file)) {
                    copyFile(file, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Not over the old file: a program may be running from it. The copy keeps the file's time, and belongs to whoever
     * makes it: root must not be left with programs that are the builder's to change.
     */
    static void copyFile(Path from, Path to) throws IOException {
        Path fresh = to.resolveSibling(to.getFileName() + ".new");
        Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(from));
        Files.setPosixFilePermissions(fresh, Files.isExecutable(from) ? PROGRAM : PLAIN);
        Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE);
    }

    static void replace(Path from, Path to, Path former) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            removeTree(former);
            Files.move(to, former, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        removeTree(former);
    }

    /** With those above it; one that is there keeps its permissions. */
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
                    "there is no group " + name + "; name with --group who may read what is measured", e);
        }
    }

    static void share(Path path, String group, boolean folder) throws IOException, SetupException {
        if (folder) {
            makeFolder(path, "rwx------");
        } else if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(path);
        }
        PosixFileAttributeView view = Objects.requireNonNull(
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
        view.setGroup(group(group));
        view.setPermissions(folder ? SHARED_FOLDER : SHARED_FILE);
    }

    static void write(Path file, String text) throws IOException {
        makeFolder(file.getParent(), "rwxr-xr-x");
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.setPosixFilePermissions(fresh, PLAIN);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    static void removeTree(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The files so named in a folder, and then the folder, if it is empty. */
    static void removeNamed(Pattern names, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> own;
        try (Stream<Path> files = Files.list(folder)) {
            own = files.filter(
                            each -> names.matcher(each.getFileName().toString()).matches())
                    .filter(each -> !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path each : own) {
            Files.deleteIfExists(each);
        }
        removeEmpty(folder);
    }

    /** Leaves a folder that has anything in it, and a link, which only whoever made it can say is of no use. */
    static void removeEmpty(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            return;
        }
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return; // what else is in it is not netmon's
        }
    }
}
