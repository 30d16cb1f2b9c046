package netmon.cli;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Asks the living service over the socket beside its database: a line, answered by a line and an empty one. */
final class ServiceClient {
    /** No answer to what is asked here is longer. */
    private static final int MOST_BYTES = 64 * 1024;

    private ServiceClient() {}

    /**
     * What the service answers.
     *
     * @param request such as {@code purge 1795000000}; a line break in it would be a second request and is refused
     * @throws IOException if no service listens, or it does not answer
     */
    static String ask(Path database, String request) throws IOException {
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
            return answer.strip();
        }
    }
}
