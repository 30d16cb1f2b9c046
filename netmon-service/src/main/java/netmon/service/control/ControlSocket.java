package netmon.service.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import jdk.net.ExtendedSocketOptions;
import netmon.protocol.Reply.ErrorReply;
import netmon.protocol.ServiceContract;
import netmon.store.files.TrustedPath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Unix domain socket beside the database, on which the command sends requests to the running service: one
 * request in each line; an empty line ends a reply. The thread that ticks serves it between two ticks, so no data
 * change during a reply. A reply that another thread makes is sent when it is complete; other callers do not wait.
 */
public final class ControlSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    private static final int MAX_CONNECTIONS = 16;

    private static final int FILE_KIND = 0170000;
    private static final int SOCKET = 0140000;
    private static final byte[] TOO_MANY = (new ErrorReply("it serves " + MAX_CONNECTIONS
                                    + " other callers; try again in " + ServiceContract.IDLE_SECONDS + " s")
                            .encode()
                    + ServiceContract.END_OF_REPLY)
            .getBytes(StandardCharsets.UTF_8);

    private final Path file;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final Function<String, CompletableFuture<String>> answers;
    private final long idleNanos;

    private static final class Caller {
        /** The last time at which it sent or read something, on the clock of {@link System#nanoTime}. */
        long active = System.nanoTime();

        /** The part of a request that has been received. */
        final ByteBuffer request = ByteBuffer.allocate(ServiceContract.MAX_REQUEST_BYTES);

        @Nullable
        CompletableFuture<String> awaited;

        /** The part of a reply that has not been sent. */
        ByteBuffer answer = ByteBuffer.allocate(0);
    }

    private ControlSocket(
            Path file,
            Selector selector,
            ServerSocketChannel server,
            Function<String, CompletableFuture<String>> answers,
            Duration idle) {
        this.idleNanos = idle.toNanos();
        this.file = file;
        this.selector = selector;
        this.server = server;
        this.answers = answers;
    }

    /**
     * Listens on a socket; it replaces that of an earlier service, which must have ended.
     *
     * @param answers makes the reply to a request, without an empty line; it must not fail
     * @throws IOException also if the path is longer than about 100 bytes, the limit of such a socket
     */
    public static ControlSocket open(Path file, Function<String, CompletableFuture<String>> answers)
            throws IOException {
        return open(file, answers, Duration.ofSeconds(ServiceContract.IDLE_SECONDS));
    }

    static ControlSocket open(Path file, Function<String, CompletableFuture<String>> answers, Duration idle)
            throws IOException {
        removeSocket(file);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(file));
            if (TrustedPath.objection(
                            Objects.requireNonNull(file.toAbsolutePath().getParent()))
                    == null) { // else it may be another file now
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            server.configureBlocking(false);
            Selector selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            return new ControlSocket(file, selector, server, answers, idle);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Removes the socket of an earlier service, and nothing else. */
    private static void removeSocket(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Object mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if (!(mode instanceof Integer bits) || (bits & FILE_KIND) != SOCKET) {
                throw new FileSystemException(file.toString(), null, "is not a socket; remove it, or rename it");
            }
            Files.delete(file);
        }
    }

    /**
     * Serves callers, for this time at most, or until {@link #wake}.
     *
     * @throws UncheckedIOException at once if it cannot listen, such as when no descriptor is free
     */
    public void serve(long nanos) {
        try {
            // Rounded up: otherwise the metronome would call again and again in the last millisecond.
            selector.select(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
            Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                SelectionKey key = ready.next();
                ready.remove();
                serve(key);
            }
            for (SelectionKey key : selector.keys()) {
                if (key.isValid()
                        && key.attachment() instanceof Caller caller
                        && caller.awaited != null
                        && caller.awaited.isDone()) {
                    serve(key);
                }
            }
            hangUpOnIdleCallers();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve " + file, e);
        }
    }

    /** Otherwise callers that do nothing would take all connections for ever. */
    private void hangUpOnIdleCallers() throws IOException {
        long now = System.nanoTime();
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Caller caller
                    && caller.awaited == null
                    && now - caller.active > idleNanos) {
                key.channel().close();
            }
        }
    }

    /** Ends a waiting {@link #serve}, from any thread. */
    public void wake() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
            server.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot close {}: {}", file, e.getMessage());
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            accept();
            return;
        }
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            Caller caller = (Caller) key.attachment();
            int received = caller.awaited == null && key.isReadable() ? channel.read(caller.request) : 0;
            if (received < 0) {
                channel.close();
                return;
            }
            if (received > 0) {
                caller.active = System.nanoTime();
            }
            talk(key, channel, caller);
        } catch (IOException | RuntimeException e) {
            channel.close(); // the caller is gone, or its reply could not be made
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel == null) {
            return;
        }
        try {
            channel.configureBlocking(false);
            if (!isOwner(channel)) {
                channel.close();
                return;
            }
            if (selector.keys().size() > MAX_CONNECTIONS) {
                channel.write(ByteBuffer.wrap(TOO_MANY));
                channel.close();
                return;
            }
            channel.register(selector, SelectionKey.OP_READ, new Caller());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** True if the caller is the owner or root. The mode of the file already refuses all others. */
    private boolean isOwner(SocketChannel channel) throws IOException {
        String peer =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        return peer.equals(Files.getOwner(file).getName()) || peer.equals("root");
    }

    private void talk(SelectionKey key, SocketChannel channel, Caller caller) throws IOException {
        while (true) {
            if (channel.write(caller.answer) > 0) {
                caller.active = System.nanoTime();
            }
            if (caller.answer.hasRemaining()) {
                key.interestOps(SelectionKey.OP_WRITE);
                return;
            }
            if (caller.awaited == null) {
                String line = nextLine(caller.request);
                if (line == null) {
                    break;
                }
                caller.awaited = answers.apply(line);
            }
            if (!caller.awaited.isDone()) {
                key.interestOps(0);
                CompletableFuture<Void> unused = caller.awaited.thenRun(this::wake);
                return;
            }
            caller.answer = ByteBuffer.wrap(
                    (caller.awaited.join() + ServiceContract.END_OF_REPLY).getBytes(StandardCharsets.UTF_8));
            caller.awaited = null;
            caller.active = System.nanoTime();
        }
        if (!caller.request.hasRemaining()) {
            channel.close(); // a request that is too long
            return;
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Removes a whole line from the received bytes; null if there is none yet. */
    private static @Nullable String nextLine(ByteBuffer sent) {
        for (int i = 0; i < sent.position(); i++) {
            if (sent.get(i) == '\n') {
                String line = StandardCharsets.UTF_8.decode(sent.slice(0, i)).toString();
                sent.flip().position(i + 1);
                sent.compact();
                return line.strip();
            }
        }
        return null;
    }
}
