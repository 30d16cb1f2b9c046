package netmon.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceClientTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    private Path dir;

    private Path database;
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        database = dir.resolve("netmon.db");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(database + ".socket"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aServiceThatWasStoppedInItsTracksIsNotWaitedForLong() {
        IOException silence = assertThrows(IOException.class, () -> ServiceClient.ask(database, "status", SHORT));

        assertEquals("the service did not answer within 0 s", silence.getMessage());
    }

    @Test
    void whereNoServiceListensItIsToldSo() throws Exception {
        server.close();
        for (Path each : List.of(database, dir.resolve("other.db"))) {
            IOException none = assertThrows(IOException.class, () -> ServiceClient.ask(each, "status"));

            assertEquals("no service answers", none.getMessage());
        }
    }

    @Test
    void anAnswerMayComeInPieces() throws Exception {
        Thread service = answering("ok\nname é", "é\n", "\n");

        assertEquals(new ServiceClient.Answer(true, "name éé"), ServiceClient.ask(database, "status"));
        service.join();
    }

    @Test
    void theLastCellOfAnAnswerMayBeEmpty() throws Exception {
        Thread service = answering("ok\na\tb\t\n\n");

        assertEquals("a\tb\t", ServiceClient.ask(database, "status").text());
        service.join();
    }

    @Test
    void aServiceThatThinksIsNotWaitedForUntilItsAnswerIsNeeded() throws Exception {
        try (ServiceClient asked = ServiceClient.begin(database, "doctor")) {
            Thread service = answering("ok\nwell\n\n");

            assertEquals(new ServiceClient.Answer(true, "well"), asked.answer(Duration.ofSeconds(10)));
            service.join();
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNone() throws Exception {
        Thread service = answering("ok\nhalf");

        assertThrows(IOException.class, () -> ServiceClient.ask(database, "status"));
        service.join();
    }

    @Test
    void aRequestIsOneLine() {
        assertThrows(IOException.class, () -> ServiceClient.ask(database, "status\npurge 0"));
    }

    /** Takes one caller, writes these pieces, and hangs up. */
    private Thread answering(String... pieces) {
        Thread thread = new Thread(() -> {
            try (SocketChannel caller = server.accept()) {
                caller.read(ByteBuffer.allocate(100));
                for (String each : pieces) {
                    caller.write(ByteBuffer.wrap(each.getBytes(StandardCharsets.UTF_8)));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }
}
