package netmon.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import netmon.model.Check;
import netmon.protocol.ChecksReply;
import netmon.protocol.MessageException;
import netmon.protocol.Request;
import netmon.protocol.ServiceContract;
import netmon.store.files.SocketPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ServiceClientTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Request.GetStatus STATUS = new Request.GetStatus();
    private static final Request.GetChecks DOCTOR = new Request.GetChecks("/a.jar");
    private static final ChecksReply CHECKS = new ChecksReply(List.of(Check.ok("name éé", "fine")));

    @TempDir
    private Path dir;

    private Path database;
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        database = dir.resolve("netmon.db");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(SocketPath.find(database)));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aSuspendedServiceIsNotWaitedForLong() {
        IOException silence = assertThrows(IOException.class, () -> ServiceClient.ask(database, STATUS, SHORT));

        assertEquals("the service did not answer within 0 s", silence.getMessage());
    }

    @Test
    void withoutAServiceTheErrorSaysSo() throws Exception {
        server.close();
        for (Path each : List.of(database, dir.resolve("other.db"))) {
            IOException none = assertThrows(IOException.class, () -> ServiceClient.ask(each, STATUS));

            assertEquals("no service answers", none.getMessage());
            assertNull(ServiceClient.askOrNull(each, STATUS));
        }
    }

    @Test
    void aReplyMayComeInPieces() throws Exception {
        String reply = CHECKS.encode();
        int split = reply.indexOf('\n') + 1;
        Thread service = answering(reply.substring(0, split), reply.substring(split) + "\n", "\n");

        assertEquals(CHECKS, ServiceClient.ask(database, DOCTOR));
        service.join();
    }

    @Test
    void aReplyIsAwaitedOnlyWhenItIsNeeded() throws Exception {
        try (ServiceClient<ChecksReply> asked = ServiceClient.start(database, DOCTOR)) {
            Thread service = answering(CHECKS.encode() + "\n\n");

            assertEquals(CHECKS, asked.reply(Duration.ofSeconds(10)));
            service.join();
        }
    }

    @Test
    void aReplyThatBreaksOffIsAnError() throws Exception {
        Thread service = answering("netmon/2 doctor\n");

        assertThrows(IOException.class, () -> ServiceClient.ask(database, DOCTOR));
        service.join();
    }

    @Test
    void aRefusalIsQuoted() throws Exception {
        Thread service = answering("error this service understands netmon/1, not netmon/2\n\n");

        ServiceStatus status = ServiceStatus.ask(database);

        assertEquals("the service says: this service understands netmon/1, not netmon/2", status.silence());
        service.join();
    }

    @Test
    void aServiceOfAnotherVersionIsReported() throws Exception {
        Thread service = answering("netmon/3 status mood=good\n\n");

        String why = assertThrows(MessageException.class, () -> ServiceClient.ask(database, STATUS))
                .getMessage();

        assertEquals(
                "service and command are of different versions: one speaks netmon/2, the other netmon/3;"
                        + " update netmon and restart its service",
                why);
        service.join();
    }

    @Test
    void aRequestThatTheServiceWouldHangUpOnIsNotSent() {
        Request.GetSockets huge = new Request.GetSockets("x".repeat(ServiceContract.MAX_REQUEST_BYTES));

        assertEquals(
                "the request is too long",
                assertThrows(IOException.class, () -> ServiceClient.ask(database, huge))
                        .getMessage());
    }

    @Test
    @Timeout(30)
    void aServiceThatSendsAByteNowAndThenHasADeadlineForTheWholeReply() throws Exception {
        CountDownLatch enough = new CountDownLatch(1);
        Thread service = new Thread(() -> {
            try (SocketChannel caller = server.accept()) {
                while (!enough.await(20, TimeUnit.MILLISECONDS)) {
                    caller.write(ByteBuffer.wrap(new byte[] {'n'}));
                }
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt(); // the caller has hung up
            }
        });
        service.start();

        IOException slow =
                assertThrows(IOException.class, () -> ServiceClient.ask(database, STATUS, Duration.ofMillis(500)));

        assertEquals("the service did not answer within 0 s", slow.getMessage());
        enough.countDown();
        service.join();
    }

    @Test
    void theReasonOfAServiceThatHangsUpAtOnceIsQuoted() throws Exception {
        Thread service = new Thread(() -> {
            try (SocketChannel caller = server.accept()) {
                caller.write(ByteBuffer.wrap("error it serves 16 other callers\n\n".getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        service.start();

        String why = assertThrows(MessageException.class, () -> ServiceClient.ask(database, STATUS))
                .getMessage();

        assertEquals("the service says: it serves 16 other callers", why);
        service.join();
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
