package netmon.cli;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import netmon.model.PlainText;

/**
 * Asks the living service over the socket beside its database. A request is one line; the answer is {@code ok} and what
 * was asked for in the lines below it, or {@code error} and the reason, and ends with an empty line.
 */
final class ServiceClient {
    /** No answer to what is asked here is longer. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final String OK = "ok\n";

    private ServiceClient() {}

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
     * @throws IOException if no service listens, or it does not answer
     */
    static Answer ask(Path database, String request) throws IOException {
        if (request.indexOf('\n') >= 0) {
            throw new IOException("a request is one line");
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(database + ".socket"))) {
            channel.write(ByteBuffer.wrap(("netmon/1 " + request + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            String answer = new String(Channels.newInputStream(channel).readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            if (!answer.endsWith("\n\n")) {
                throw new IOException("the service gave no whole answer");
            }
            return Answer.parse(answer);
        }
    }
}
