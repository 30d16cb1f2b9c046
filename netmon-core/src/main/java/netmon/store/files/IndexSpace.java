package netmon.store.files;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The disk space of SQLite's index of the write-ahead log, the file {@code -shm}. SQLite maps it into memory and writes
 * one byte of each 4096, so that the disk must provide them. Where the blocks of the disk are smaller, a full disk
 * cannot store the bytes between, and the system kills the process that writes them with SIGBUS.
 */
public final class IndexSpace {
    /** SQLite's index has a byte of each this many before it is used. */
    private static final int SQLITE_PAGE = 4096;

    /** The index of a log of 64 MB; it grows in steps of 32 KB. */
    private static final long RESERVED = 128 << 10;

    /** The first step of the index, and what the file system needs for it. */
    private static final long LEAST_FREE = 64 << 10;

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private IndexSpace() {}

    /** Whether the disk has too little space for the index of this database. */
    public static boolean isShort(Path database) {
        Path folder = database.toAbsolutePath().getParent();
        File disk = (folder == null ? database : folder).toFile();
        long free = OwnUser.isRoot() ? disk.getFreeSpace() : disk.getUsableSpace();
        return free < LEAST_FREE && disk.getTotalSpace() > 0; // a file system that reports no size reports no space
    }

    /** Whether the index can be in memory without space on the disk; so it may be where Java does not find the disk. */
    public static boolean isUnsafe(Path database) {
        try {
            return Files.getFileStore(database).getBlockSize() < SQLITE_PAGE;
        } catch (IOException e) {
            return true; // in a chroot the list of mounts lacks its root
        }
    }

    /**
     * Reserves the space of an index that SQLite has open in this process. It uses SQLite's own descriptor: to open and
     * close the file would drop SQLite's locks on it.
     *
     * @throws IOException if the disk is full
     */
    public static void reserve(Path index) throws IOException {
        if (!Files.isDirectory(OPEN_FILES)) {
            return;
        }
        Path file = index.toRealPath();
        try (DirectoryStream<Path> open = Files.newDirectoryStream(OPEN_FILES)) {
            for (Path each : open) {
                int descriptor = Integer.parseInt(each.getFileName().toString());
                if (names(each, file) && !NativeFiles.reserve(descriptor, RESERVED)) {
                    throw new IOException("No space left on device");
                }
            }
        }
    }

    private static boolean names(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false; // closed meanwhile, as the one of this listing
        }
    }
}
