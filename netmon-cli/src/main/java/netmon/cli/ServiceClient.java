package netmon.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import netmon.model.PlainText;

/**
 * Asks the living service over the socket beside its database. A request is one line; the answer is {@code ok} and what
 * was asked for in the lines below it, or {@code error} and the reason, and ends with an empty line.
 */
final class ServiceClient {
    /** No answer to what is asked here is longer. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int BUFFER_BYTES = 16 << 10;

    /**
     * How long the service may take to begin its answer, or to go on with it. It answers between two beats, so a busy one
     * takes a second; one that was stopped in its tracks would never answer.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String OK = "ok\n";

    private ServiceClient() {}

    /** What the service answers to a question that it can answer at once. */
    static Answer ask(Path database, String request) throws IOException {
        return ask(database, request, PATIENCE);
    }

    /**
     * An answer.
     *
     * @param ok whether the service did what was asked
     * @param text what was asked for, in lines; else the reason why not
     */
    record Answer(boolean ok, String text) {
        static Answer parse(String answer) {
            return answer.startsWith(OK)
                    ? new Answer(true, answer.substring(OK.length()).strip())
                    : new Answer(false, PlainText.of(answer.strip()));
        }
    }

    /**
     * What the service answers.
     *
     * @param request such as {@code purge 1795000000}; a line break in it would be a second request and is refused
     * @param patience how long to wait for more of the answer
     * @throws IOException if no service listens, or it does not answer in time
     */
    static Answer ask(Path database, String request, Duration patience) throws IOException {
        if (request.indexOf('\n') >= 0) {
            throw new IOException("a request is one line");
        }
        ByteBuffer question = ByteBuffer.wrap(("netmon/1 " + request + "\n").getBytes(StandardCharsets.UTF_8));
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(database + ".socket"))) {
                throw new IOException("the service has no time for another caller");
            }
            send(channel, selector, question, patience);
            channel.register(selector, SelectionKey.OP_READ);
            return answer(channel, selector, patience);
        }
    }

    /** In pieces where the system's buffer is small: macOS's holds 8 KB, a request with a long name more. */
    private static void send(SocketChannel channel, Selector selector, ByteBuffer question, Duration patience)
            throws IOException {
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

    private static Answer answer(SocketChannel channel, Selector selector, Duration patience) throws IOException {
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
            if (endsLine && answer.toString(StandardCharsets.UTF_8).endsWith("\n\n")) {
                return Answer.parse(answer.toString(StandardCharsets.UTF_8));
            }
        }
    }
}
