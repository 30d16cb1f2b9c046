package netmon.cli.push;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the start of an answer, since an engine may send any amount. */
final class ReplyExcerpt implements Consumer<Optional<byte[]>> {
    private static final int MOST_BYTES = 8192;

    /** An engine that sends more than this talks nonsense. */
    private static final long MOST_READ = 8L << 20;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private long read;

    @Override
    public synchronized void accept(Optional<byte[]> next) {
        byte[] bytes = next.orElse(new byte[0]);
        read += bytes.length;
        if (read > MOST_READ) {
            throw new IllegalStateException("the answer is too long");
        }
        content.write(bytes, 0, Math.min(bytes.length, MOST_BYTES - content.size()));
    }

    synchronized byte[] content() {
        return content.toByteArray();
    }
}
