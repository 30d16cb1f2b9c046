package netmon.store.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An empty file in memory, whose time is touched without any disk being written. It outlives its process, but not the
 * machine's start. Its folder is everybody's, so its name is told where only the database's owner can write, and its
 * owner must be that one.
 */
final class MemoryBeat {
    /** On Linux everybody's; no file in it can be moved or removed by any other than its owner. */
    static final Path FOLDER = Path.of("/dev/shm");

    private static final String NAME = "netmon-";

    private final Path file;

    private MemoryBeat(Path file) {
        this.file = file;
    }

    /** Makes one under a name that nobody can have foreseen; null where there is no such folder in memory. */
    static @Nullable MemoryBeat begin(Path folder) {
        String name = NAME + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        Path file = folder.resolve(name);
        try {
            if (!Files.getFileStore(folder).type().equals("tmpfs")) {
                return null;
            }
            PrivateFiles.makeNew(file);
            return new MemoryBeat(file);
        } catch (IOException e) {
            return null; // the disk then has to do
        }
    }

    /** @throws java.nio.file.NoSuchFileException if it was removed, as systemd does when its owner logs out */
    void touch(long wallMillis) throws IOException {
        view(file).setTimes(FileTime.fromMillis(wallMillis), null, null);
    }

    Path file() {
        return file;
    }

    /** When one of this owner was touched last, epoch milliseconds; null where it is not there any more. */
    static @Nullable Long read(Path file, Object owner) throws IOException {
        Path name = file.getFileName();
        if (name == null
                || !name.toString().startsWith(NAME)
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        Map<String, Object> attributes =
                Files.readAttributes(file, "unix:uid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        return owner.equals(attributes.get("uid")) && attributes.get("lastModifiedTime") instanceof FileTime touched
                ? (Long) touched.toMillis()
                : null;
    }

    private static BasicFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
