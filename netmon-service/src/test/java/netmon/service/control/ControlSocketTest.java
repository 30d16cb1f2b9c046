package netmon.service.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import netmon.protocol.ServiceContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ControlSocketTest {
    @TempDir
    Path dir;

    private ControlSocket control;
    private CompletableFuture<Void> serving;
    private volatile boolean over;
    private final CompletableFuture<String> later = new CompletableFuture<>();

    @BeforeEach
    void open() throws IOException {
        control = ControlSocket.open(dir.resolve("c"), this::answer);
        serve();
    }

    private void serve() {
        serving = CompletableFuture.runAsync(() -> {
            while (!over) {
                control.serve(TimeUnit.MILLISECONDS.toNanos(100));
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        over = true;
        control.wake();
        serving.get(10, TimeUnit.SECONDS);
        control.close();
        assertFalse(Files.exists(dir.resolve("c")));
    }

    private CompletableFuture<String> answer(String request) {
        return request.equals("later") ? later : CompletableFuture.completedFuture(request.toUpperCase(Locale.ROOT));
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(dir.resolve("c")));
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads until the empty line that ends a reply, or until the other side closes. */
    private static String receive(SocketChannel channel) throws IOException {
        return receive(channel, "\n\n");
    }

    private static String receive(SocketChannel channel, String end) throws IOException {
        StringBuilder all = new StringBuilder();
        ByteBuffer some = ByteBuffer.allocate(100_000);
        while (!all.toString().endsWith(end) && channel.read(some.clear()) >= 0) {
            all.append(StandardCharsets.UTF_8.decode(some.flip()));
        }
        return all.toString();
    }

    @Test
    void aRequestIsAnswered() throws IOException {
        try (SocketChannel channel = connect()) {
            send(channel, "netmon/1 status\n");
            assertEquals("NETMON/1 STATUS\n\n", receive(channel));
        }
    }

    @Test
    void severalRequestsAreAnsweredInTurnInWhateverPiecesTheyCome() throws IOException {
        try (SocketChannel channel = connect()) {
            send(channel, "one\ntw");
            assertEquals("ONE\n\n", receive(channel));
            send(channel, "o\n");
            assertEquals("TWO\n\n", receive(channel));
        }
    }

    @Test
    void aCallerThatCannotBeAcceptedIsAnErrorAndItsConnectionIsClosed() throws IOException {
        Path file = dir.resolve("lost");
        try (ControlSocket lost = ControlSocket.open(file, this::answer);
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            Files.delete(file); // then its owner cannot be read
            assertThrows(UncheckedIOException.class, () -> lost.serve(TimeUnit.SECONDS.toNanos(10)));
            assertEquals("", receive(channel));
        }
    }

    @Test
    void theSocketHangsUpOnARequestThatIsTooLong() throws IOException {
        try (SocketChannel channel = connect()) {
            send(channel, "x".repeat(ServiceContract.MAX_REQUEST_BYTES));
            assertEquals("", receive(channel));
        }
    }

    @Test
    void aSilentCallerDelaysNoOther() throws IOException {
        try (SocketChannel silent = connect();
                SocketChannel channel = connect()) {
            send(silent, "half a li");
            send(channel, "now\n");
            assertEquals("NOW\n\n", receive(channel));
        }
    }

    @Test
    void aSlowReplyDelaysNoOtherCaller() throws IOException {
        try (SocketChannel patient = connect();
                SocketChannel channel = connect()) {
            send(patient, "later\nafter\n");
            send(channel, "now\n");
            assertEquals("NOW\n\n", receive(channel));
            later.complete("at last");
            assertEquals("at last\n\nAFTER\n\n", receive(patient, "AFTER\n\n"));
        }
    }

    @Test
    void aCallerThatHangsUpBeforeItsReplyDelaysNoOther() throws IOException {
        try (SocketChannel impatient = connect()) {
            send(impatient, "later\n");
        }
        try (SocketChannel channel = connect()) {
            later.complete("too late");
            send(channel, "now\n");
            assertEquals("NOW\n\n", receive(channel));
        }
    }

    @Test
    void callersThatDoNothingLoseTheirConnectionsSoThatOthersAreServed() throws Exception {
        over = true;
        control.wake();
        serving.get(10, TimeUnit.SECONDS);
        control.close();
        control = ControlSocket.open(dir.resolve("c"), this::answer, Duration.ofMillis(300));
        over = false;
        serve();
        List<SocketChannel> idle = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            idle.add(connect());
            send(idle.get(i), i % 2 == 0 ? "half a li" : "whole\n");
        }
        assertEquals("WHOLE\n\n", receive(idle.get(15)));
        try (SocketChannel refused = connect()) {
            assertEquals("error it serves 16 other callers; try again in 10 s\n\n", receive(refused));
        }
        for (SocketChannel each : idle) {
            receive(each, "until it hangs up");
            each.close();
        }
        try (SocketChannel channel = connect()) {
            send(channel, "now\n");
            assertEquals("NOW\n\n", receive(channel));
        }
    }

    @Test
    void onlyTheOwnerMayOpenTheSocket() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("c"))));
    }

    @Test
    void aPathThatIsTooLongIsAnError() {
        Path deep = dir.resolve("d".repeat(120));
        assertThrows(IOException.class, () -> ControlSocket.open(deep, this::answer));
    }
}
