package netmon.service.recording;


import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the last lines of a text file, which may be long and may grow at the same time. */
final class FileTail {
    private FileTail() {}

    /**
     * As many whole lines as fit.
     *
     * @param most bytes
     */
    static byte[] of(Path file, int most) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long skipped = Math.max(0, channel.size() - most);
            ByteBuffer bytes = ByteBuffer.allocate(most);
            channel.position(skipped);
            int read;
            do {
                read = channel.read(bytes);
            } while (read > 0);
            int from = skipped == 0 ? 0 : afterLineFeed(bytes);
            return Arrays.copyOfRange(bytes.array(), from, bytes.position());
        }
    }

    private static int afterLineFeed(ByteBuffer bytes) {
        int at = 0;
        while (at < bytes.position() && bytes.get(at) != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.position());
    }
}
