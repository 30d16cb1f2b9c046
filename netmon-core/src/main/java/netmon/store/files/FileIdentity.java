package netmon.store.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Detects whether a path names another file. While a file is open, the system does not reuse its number. */
public final class FileIdentity {
    private final Path file;
    private final @Nullable Object key;

    public FileIdentity(Path file) {
        this.file = file;
        this.key = key();
    }

    /** Whether the path names another file or none; false if the file system does not identify files. */
    public boolean isGone() {
        try {
            return key != null && !Objects.equals(key, read());
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private @Nullable Object key() {
        try {
            return read();
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable Object read() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }
}
