package netmon.scan.linux.resolved;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The bytes of one reply, which must come within a time and have a bounded length. */
final class ReplyStream extends InputStream {
    /** Four full caches of systemd-resolved. */
    private static final int MOST_BYTES = 16 << 20;

    private final SocketChannel channel;
    private final long end;
    private final Duration patience;
    private final ByteBuffer buffer = ByteBuffer.allocate(16 << 10).flip();
    private int received;

    /** @param channel does not block */
    ReplyStream(SocketChannel channel, Duration patience) {
        this.channel = channel;
        this.patience = patience;
        end = System.nanoTime() + patience.toNanos();
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        if (!hasMore()) {
            return -1;
        }
        int length = Math.min(most, buffer.remaining());
        buffer.get(bytes, from, length);
        return length;
    }

    private boolean hasMore() throws IOException {
        while (!buffer.hasRemaining()) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }

    /** Reads more if some has come; false at the end. */
    private boolean fill() throws IOException {
        if (received > MOST_BYTES) {
            throw new IOException("its answer has more than " + (MOST_BYTES >> 20) + " MB");
        }
        int read = channel.read(buffer.clear());
        buffer.flip();
        received += Math.max(0, read);
        requireTime();
        if (read == 0) {
            await();
        }
        return read >= 0;
    }

    private void await() throws IOException {
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
    }

    private void requireTime() throws IOException {
        if (System.nanoTime() - end >= 0) {
            throw new IOException("no whole answer within " + patience.toSeconds() + " s");
        }
    }
}
