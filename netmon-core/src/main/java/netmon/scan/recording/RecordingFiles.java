package netmon.scan.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import netmon.scan.ScanException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of the recording in {@code dir}. It may come from a stranger, so only regular files of limited size
 * are read: a pipe would block for ever, and a symbolic link leads to a file that was not recorded.
 */
record RecordingFiles(Path dir) {
    /** The longest file that is read: no source accepts a longer answer, and its rows take several times its length. */
    private static final int MAX_BYTES =
            (int) Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

    /** The folders of the ticks, in their order. */
    List<Path> ticks() throws ScanException {
        try (Stream<Path> all = Files.list(dir)) {
            List<Path> ticks = all.filter(path -> path.getFileName().toString().matches("[0-9]{1,9}")
                            && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparingLong(RecordingFiles::index))
                    .toList();
            if (ticks.isEmpty()) {
                throw new ScanException(dir + " is no recording: it has no tick such as 0001");
            }
            return ticks;
        } catch (IOException e) {
            throw new ScanException("cannot list the recording " + dir, e);
        }
    }

    /** The text of a file that must be there, without blanks around it. */
    String text(Path file) throws ScanException {
        byte[] bytes = bytes(file);
        if (bytes == null) {
            throw new ScanException(dir + " is no recording: there is no " + dir.relativize(file));
        }
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    long number(Path file) throws ScanException {
        return number(text(file), dir.relativize(file).toString());
    }

    /** The number in a file, or this one if there is no such file. */
    long numberOr(long otherwise, Path file) {
        try {
            return Files.exists(file) ? number(file) : otherwise;
        } catch (ScanException e) {
            return otherwise;
        }
    }

    static long number(String text, String where) throws ScanException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ScanException(where + " of the recording holds no number: " + text, e);
        }
    }

    /** The cells of a table, by row; none if there is no such file. */
    List<String[]> rows(Path file, int columns) throws ScanException {
        byte[] bytes = bytes(file);
        List<String[]> rows = new ArrayList<>();
        for (String line : bytes == null ? new String[0] : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            String[] row = line.strip().split("\t");
            if (row.length >= columns) {
                rows.add(row);
            } else if (!line.isBlank()) {
                throw new ScanException(dir.relativize(file) + " has a row of too few columns: " + line);
            }
        }
        return rows;
    }

    static byte @Nullable [] bytes(Path file) throws ScanException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ScanException("not a regular file, as every file of a recording is: " + file);
        }
        try (InputStream in = Files.newInputStream(file)) { // the size that an archive names may be wrong
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ScanException(
                        "too large for a recording: " + file + " has more than " + (MAX_BYTES >> 20) + " MB");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new ScanException("cannot read " + file + " of the recording", e);
        }
    }

    private static long index(Path tick) {
        return Long.parseLong(tick.getFileName().toString());
    }
}
