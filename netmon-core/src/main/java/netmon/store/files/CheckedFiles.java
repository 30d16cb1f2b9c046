package netmon.store.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The one place that opens netmon's files. Others may be able to write into the folder, so it follows no link, waits
 * for no pipe, and judges the file that is open, not its name: it must be regular, and to be written it must belong to
 * this user and have no second name.
 */
public final class CheckedFiles {
    static final String LINK = "is a symbolic link, which is not followed; remove it, or name another file";

    private static final String NOT_REGULAR = "is not a regular file; remove it, or name another file";
    private static final String LINKED = "has a second name (a hard link); remove it, or name another file";

    /** How a file is used. */
    public enum FileUse {
        READ(NativeFiles.READ, false),
        /** Reading a file that decides what this process does, so that it must be this user's or root's. */
        OBEY(NativeFiles.READ, false),
        WRITE(NativeFiles.READ_WRITE, false),
        /** Writing a file that only its owner may read. */
        WRITE_PRIVATE(NativeFiles.READ_WRITE, true),
        APPEND_PRIVATE(NativeFiles.APPEND, true);

        private final int mode;
        private final boolean isPrivate;

        FileUse(int mode, boolean isPrivate) {
            this.mode = mode;
            this.isPrivate = isPrivate;
        }

        private Set<OpenOption> options() {
            return switch (mode) {
                case NativeFiles.READ -> Set.of(StandardOpenOption.READ);
                case NativeFiles.APPEND -> Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND);
                default -> Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
            };
        }

        private boolean writes() {
            return mode != NativeFiles.READ;
        }
    }

    private static boolean readsByName;

    private CheckedFiles() {}

    /**
     * From now on files that are only read are judged by their names, without the C library. For the command: loading
     * that library takes a tenth of its time. A file that is replaced between the two steps can at worst make it wait.
     */
    public static void readByName() {
        readsByName = true;
    }

    /** Opens a file; makes a missing one if it is to be written. */
    public static FileChannel open(Path file, FileUse use) throws IOException {
        if (use.writes()) {
            makeIfMissing(file);
        } else if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(file.toString()); // without loading the C library for nothing
        }
        int descriptor = descriptor(file, use);
        try {
            boolean byName = descriptor == NativeFiles.NONE;
            Path opened = byName ? file : NativeFiles.path(descriptor);
            LinkOption[] links = byName ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS} : new LinkOption[0];
            judge(file, opened, links, use);
            Set<OpenOption> options = new HashSet<>(use.options());
            options.addAll(Set.of(links));
            return FileChannel.open(opened, options);
        } finally {
            NativeFiles.close(descriptor);
        }
    }

    /** Throws if a file that exists must not be written; another library is about to open it. */
    public static void requireWritable(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            open(file, FileUse.WRITE).close();
        }
    }

    /**
     * Throws if a file beside a database that is read is not what SQLite takes it for: it would follow a link, wait for
     * a pipe, or write an index into a file of another user.
     */
    public static void requireBeside(Path database, Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                || !file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        Map<String, Object> seen =
                Files.readAttributes(file, "unix:isRegularFile,uid,nlink", LinkOption.NOFOLLOW_LINKS);
        require(file, !Files.isSymbolicLink(file), LINK);
        require(file, Boolean.TRUE.equals(seen.get("isRegularFile")), NOT_REGULAR);
        require(file, Integer.valueOf(1).equals(seen.get("nlink")), LINKED);
        Object uid = seen.get("uid");
        boolean isTrusted = Files.getAttribute(database, "unix:uid").equals(uid)
                || Integer.valueOf(0).equals(uid)
                || Integer.valueOf(OwnUser.uid()).equals(uid);
        require(file, isTrusted, belongsTo(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)));
    }

    private static String belongsTo(UserPrincipal owner) {
        return "belongs to " + owner.getName() + "; remove it, or name another file";
    }

    /** A kind that cannot be opened for writing, such as a folder or a socket, is named as what it is. */
    private static int descriptor(Path file, FileUse use) throws IOException {
        if (readsByName && use == FileUse.READ) {
            return NativeFiles.NONE;
        }
        try {
            return NativeFiles.open(file, use.mode);
        } catch (FileSystemException e) {
            boolean odd = e.getReason() != null
                    && Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isSymbolicLink(file);
            throw odd ? new FileSystemException(file.toString(), null, NOT_REGULAR) : e;
        }
    }

    private static void makeIfMissing(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                PrivateFiles.makeNew(file);
            } catch (FileAlreadyExistsException e) {
                return; // another process was quicker; the file is judged like every other one
            }
        }
    }

    private static void judge(Path file, Path opened, LinkOption[] links, FileUse use) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(opened, PosixFileAttributeView.class, links);
        if (posix == null) {
            return; // the system has no owners of this kind
        }
        if (Files.isSymbolicLink(opened) && links.length > 0) {
            throw new FileSystemException(file.toString(), null, LINK);
        }
        Map<String, Object> seen = Files.readAttributes(opened, "unix:isRegularFile,uid,nlink", links);
        require(file, Boolean.TRUE.equals(seen.get("isRegularFile")), NOT_REGULAR);
        Object uid = seen.get("uid");
        boolean own = Integer.valueOf(OwnUser.uid()).equals(uid)
                || (use == FileUse.OBEY && Integer.valueOf(0).equals(uid));
        require(file, own || use == FileUse.READ, belongsTo(posix.getOwner()));
        require(file, !use.writes() || Integer.valueOf(1).equals(seen.get("nlink")), LINKED);
        if (use.isPrivate) {
            posix.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void require(Path file, boolean fulfilled, String otherwise) throws FileSystemException {
        if (!fulfilled) {
            throw new FileSystemException(file.toString(), null, otherwise);
        }
    }
}
