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
import netmon.model.PlainText;

/**
 * Asks the living service over the socket beside its database. A request is one line; the answer is {@code ok} and what
 * was asked for in the lines below it, or {@code error} and the reason, and ends with an empty line.
 */
public final class ServiceClient implements AutoCloseable {
    /** No answer to what is asked here is longer. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int BUFFER_BYTES = 16 << 10;

    /**
     * How long the service may take to begin its answer, or to go on with it. It answers between two beats, so a busy one
     * takes a second; one that was stopped in its tracks would never answer.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String OK = "ok\n";
    private static final String END = "\n\n";

    private final SocketChannel channel;
    private final Selector selector;

    private ServiceClient(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /**
     * An answer.
     *
     * @param ok whether the service did what was asked
     * @param text what was asked for, in lines; else the reason why not
     */
    public record Answer(boolean ok, String text) {
        static Answer parse(String answer) {
            return answer.startsWith(OK)
                    // The last line's last cell may be empty: of the blanks at the end only the line breaks go.
                    ? new Answer(true, answer.substring(OK.length(), answer.length() - END.length()))
                    : new Answer(false, PlainText.of(answer.strip()));
        }
    }

    /** A service may listen, but this user has no right to ask it: its socket is its owner's alone. */
    public static final class NotAllowedException extends IOException {
        private NotAllowedException(String owner) {
            super("only " + owner + " may ask the service");
        }
    }

    /** What the service answers to a question that it can answer at once. */
    public static Answer ask(Path database, String request) throws IOException {
        return ask(database, request, PATIENCE);
    }

    /**
     * What the service answers.
     *
     * @param request such as {@code purge 1795000000}; a line break in it would be a second request and is refused
     * @param patience how long to wait for more of the answer
     * @throws IOException if no service listens, this user may not ask it, or it does not answer in time; the message
     *     says which
     */
    public static Answer ask(Path database, String request, Duration patience) throws IOException {
        try (ServiceClient client = begin(database, request, patience)) {
            return client.answer(patience);
        }
    }

    /** Asks, without waiting for the {@linkplain #answer answer}. */
    public static ServiceClient begin(Path database, String request) throws IOException {
        return begin(database, request, PATIENCE);
    }

    private static ServiceClient begin(Path database, String request, Duration patience) throws IOException {
        if (request.indexOf('\n') >= 0) {
            throw new IOException("a request is one line");
        }
        ByteBuffer question = ByteBuffer.wrap(("netmon/1 " + request + "\n").getBytes(StandardCharsets.UTF_8));
        ServiceClient client = new ServiceClient(SocketChannel.open(StandardProtocolFamily.UNIX), Selector.open());
        try {
            client.connect(Path.of(database + ".socket"));
            client.send(question, patience);
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
        } catch (SocketException e) { // its words are the system's, and no reader's
            if (Files.exists(socket) && !Files.isWritable(socket)) {
                throw new NotAllowedException(Files.getOwner(socket).getName());
            }
            throw new IOException("no service answers", e);
        }
    }

    /** In pieces where the system's buffer is small: macOS's holds 8 KB, a request with a long name more. */
    private void send(ByteBuffer question, Duration patience) throws IOException {
        channel.write(question);
        while (question.hasRemaining()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            if (selector.select(patience.toMillis()) == 0) {
                throw new IOException("the service did not listen within " + patience.toSeconds() + " s");
            }
            selector.selectedKeys().clear();
            channel.write(question);
        }
    }

    /**
     * Waits for the answer.
     *
     * @param patience how long to wait for more of it
     * @throws IOException if it does not come in time, or not as a whole
     */
    public Answer answer(Duration patience) throws IOException {
        channel.register(selector, SelectionKey.OP_READ);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (true) {
            if (selector.select(patience.toMillis()) == 0) {
                throw new IOException("the service did not answer within " + patience.toSeconds() + " s");
            }
            selector.selectedKeys().clear();
            if (channel.read(buffer.clear()) < 0 || answer.size() > MOST_BYTES) {
                throw new IOException("the service gave no whole answer");
            }
            answer.write(buffer.array(), 0, buffer.position());
            boolean endsLine = buffer.position() > 0 && buffer.get(buffer.position() - 1) == '\n';
            if (endsLine && answer.toString(StandardCharsets.UTF_8).endsWith(END)) {
                return Answer.parse(answer.toString(StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (channel;
                selector) {
            // both, also where closing one fails
        }
    }
}
