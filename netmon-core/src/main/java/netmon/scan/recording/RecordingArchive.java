package netmon.scan.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import netmon.scan.ScanException;
import org.jspecify.annotations.Nullable;

/** A recording in one file, a zip, so that it can be sent to somebody; close it after use. */
public final class RecordingArchive implements AutoCloseable {
    private static final String SUFFIX = ".zip";

    private final Path dir;
    private final @Nullable FileSystem open;

    private RecordingArchive(Path dir, @Nullable FileSystem open) {
        this.dir = dir;
        this.open = open;
    }

    /** Whether a recording with this name is an archive, and not a folder. */
    public static boolean isArchive(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    /** Puts a folder with a recording into a new file that only its owner can read. */
    public static void write(Path from, Path file) throws ScanException {
        String top = file.getFileName().toString().replaceFirst("(?i)[.]zip$", "");
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(file, options, owner));
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> all = Files.walk(from)) {
            for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(top + "/" + from.relativize(each)));
                Files.copy(each, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new ScanException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Opens a recording, whether it is a folder or an archive. */
    public static RecordingArchive open(Path recording) throws ScanException {
        if (!Files.isRegularFile(recording)) {
            return new RecordingArchive(recording, null);
        }
        try {
            FileSystem zip = FileSystems.newFileSystem(recording);
            return new RecordingArchive(folder(zip.getPath("/")), zip);
        } catch (IOException | ProviderNotFoundException e) {
            throw new ScanException(recording + " is neither the folder of a recording nor its archive", e);
        }
    }

    /** The folder of the recording. */
    public Path dir() {
        return dir;
    }

    /** Whoever packs a folder puts the folder itself into the archive, or its content. */
    private static Path folder(Path root) throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            List<Path> top = all.toList();
            return top.size() == 1 && Files.isDirectory(top.get(0)) ? top.get(0) : root;
        }
    }

    @Override
    public void close() throws ScanException {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new ScanException("cannot close the archive: " + e.getMessage(), e);
        }
    }
}
