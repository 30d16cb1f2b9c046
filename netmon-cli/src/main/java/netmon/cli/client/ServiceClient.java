package netmon.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import netmon.protocol.MessageException;
import netmon.protocol.Reply;
import netmon.protocol.Request;
import netmon.protocol.ServiceContract;
import netmon.store.files.SocketPath;
import org.jspecify.annotations.Nullable;

/** A connection to the running service over the socket beside its database, for one request. */
public final class ServiceClient<R extends Reply> implements AutoCloseable {
    /**
     * How long the service may take for its reply. It replies between two ticks, so a busy service takes a second; a
     * suspended one would never reply.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SocketChannel channel;
    private final Selector selector;
    private final Request<R> request;

    private ServiceClient(SocketChannel channel, Selector selector, Request<R> request) {
        this.channel = channel;
        this.selector = selector;
        this.request = request;
    }

    /** A service may listen, but its socket belongs to another user. */
    public static final class NotAllowedException extends IOException {
        private NotAllowedException(String owner) {
            super("only " + owner + " may ask the service");
        }
    }

    /** The service's reply to a request that it can answer at once. */
    public static <R extends Reply> R ask(Path database, Request<R> request) throws IOException {
        return ask(database, request, PATIENCE);
    }

    /**
     * The service's reply.
     *
     * @param patience how long to wait for the whole reply
     * @throws MessageException if the service refuses, or speaks another version; the message says so
     * @throws IOException if no service listens, this user may not ask it, or it does not reply in time; the message
     *     says which
     */
    public static <R extends Reply> R ask(Path database, Request<R> request, Duration patience) throws IOException {
        try (ServiceClient<R> client = start(database, request, patience)) {
            return client.reply(patience);
        }
    }

    /** The service's reply; null if there is none, for whatever reason. */
    public static <R extends Reply> @Nullable R askOrNull(Path database, Request<R> request) {
        try {
            return ask(database, request);
        } catch (IOException e) {
            return null;
        }
    }

    /** Sends a request, without waiting for the {@linkplain #reply reply}. */
    public static <R extends Reply> ServiceClient<R> start(Path database, Request<R> request) throws IOException {
        return start(database, request, PATIENCE);
    }

    private static <R extends Reply> ServiceClient<R> start(Path database, Request<R> request, Duration patience)
            throws IOException {
        if (request.isTooLong()) {
            throw new IOException("the request is too long");
        }
        ByteBuffer line = ByteBuffer.wrap((request.encode() + "\n").getBytes(StandardCharsets.UTF_8));
        ServiceClient<R> client =
                new ServiceClient<>(SocketChannel.open(StandardProtocolFamily.UNIX), Selector.open(), request);
        try {
            client.connect(SocketPath.find(database));
            client.send(line, patience);
            return client;
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private void connect(Path socket) throws IOException {
        channel.configureBlocking(false);
        try {
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                throw new IOException("the service has no time for another caller");
            }
        } catch (SocketException e) { // the system's own message says nothing to a reader
            if (Files.exists(socket) && !Files.isWritable(socket)) {
                throw new NotAllowedException(Files.getOwner(socket).getName());
            }
            throw new IOException("no service answers", e);
        }
    }

    /**
     * Sends in pieces, because the system's buffer may be smaller than the request: that of macOS holds 8 KB. A service
     * that hangs up at once has sent the reason, which {@link #reply} reads.
     */
    private void send(ByteBuffer line, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (isSending(line)) {
            channel.register(selector, SelectionKey.OP_WRITE);
            if (!isReady(end)) {
                throw new IOException("the service did not listen within " + patience.toSeconds() + " s");
            }
        }
    }

    /** Whether a part of the line is left and the service still listens. */
    private boolean isSending(ByteBuffer line) {
        try {
            channel.write(line);
            return line.hasRemaining();
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until the channel is ready; false if it is not until {@code end}, a time of {@link System#nanoTime}. */
    private boolean isReady(long end) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        boolean ready = millis > 0 && selector.select(millis) > 0;
        selector.selectedKeys().clear();
        return ready;
    }

    /**
     * Waits for the reply.
     *
     * @param patience how long to wait for the whole of it
     * @throws MessageException if the service refuses, or speaks another version; the message says so
     * @throws IOException if the reply does not come in time, or not as a whole
     */
    public R reply(Duration patience) throws IOException {
        channel.register(selector, SelectionKey.OP_READ);
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            if (!isReady(end)) {
                throw new IOException("the service did not answer within " + patience.toSeconds() + " s");
            }
            if (isAtEnd(buffer) || reply.size() > ServiceContract.MAX_REPLY_BYTES) {
                throw new IOException("the service gave no whole answer");
            }
            reply.write(buffer.array(), 0, buffer.position());
            boolean endsLine = buffer.position() > 0 && buffer.get(buffer.position() - 1) == '\n';
            String text = endsLine ? reply.toString(StandardCharsets.UTF_8) : "";
            if (text.endsWith(ServiceContract.END_OF_REPLY)) {
                return parse(text.substring(0, text.length() - ServiceContract.END_OF_REPLY.length()));
            }
        }
    }

    /** Reads more; true if the service has hung up, in whatever way. */
    private boolean isAtEnd(ByteBuffer buffer) {
        try {
            return channel.read(buffer.clear()) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whatever listens beside the database may send anything. */
    private R parse(String text) throws IOException {
        try {
            return request.parseReply(text);
        } catch (RuntimeException e) {
            throw new IOException("the service gave an answer that makes no sense", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel;
                selector) {
            // closes both, also if one of them fails
        }
    }
}
