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
 * An empty file in memory, so that changing its time writes to no disk; a restart of the machine removes it. Everybody
 * can write into its folder, so a reader accepts it only if the database's owner stored its name and has it.
 */
final class MemoryBeat {
    /** On Linux everybody can write here, but only the owner of a file can move or remove it. */
    static final Path FOLDER = Path.of("/dev/shm");

    private static final String NAME = "netmon-";

    private final Path file;

    private MemoryBeat(Path file) {
        this.file = file;
    }

    /** Makes a file with an unpredictable name; null if the folder is not in memory. */
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
            return null; // the heartbeat then uses the disk
        }
    }

    /** @throws java.nio.file.NoSuchFileException if it was removed, as systemd does when the owner logs out */
    void touch(long wallMillis) throws IOException {
        view(file).setTimes(FileTime.fromMillis(wallMillis), null, null);
    }

    Path file() {
        return file;
    }

    /** The time of the file in epoch milliseconds; null if it is gone or has another owner. */
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
