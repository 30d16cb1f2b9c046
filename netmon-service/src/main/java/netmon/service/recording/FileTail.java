package netmon.service.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the last lines of a text file, which may be long and may grow at the same time. */
final class FileTail {
    private FileTail() {}

    /** The last whole lines that fit into {@code most} bytes. */
    static byte[] of(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long skipped = Math.max(0, Files.size(file) - most);
            in.skipNBytes(skipped);
            byte[] bytes = in.readNBytes(most);
            int from = 0;
            boolean atLine = skipped == 0;
            while (!atLine && from < bytes.length) {
                atLine = bytes[from++] == '\n';
            }
            return Arrays.copyOfRange(bytes, from, bytes.length);
        }
    }
}
