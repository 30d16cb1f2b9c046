package netmon.scan.linux.resolved;

import static netmon.scan.linux.resolved.FakeResolved.PATIENCE;
import static netmon.scan.linux.resolved.FakeResolved.a;
import static netmon.scan.linux.resolved.FakeResolved.cname;
import static netmon.scan.linux.resolved.FakeResolved.negative;
import static netmon.scan.linux.resolved.FakeResolved.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import netmon.model.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ResolvedCacheTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private Path dir;

    private FakeResolved resolved;

    @BeforeEach
    void listen() throws IOException {
        resolved = new FakeResolved(dir);
    }

    @AfterEach
    void hangUp() throws IOException {
        resolved.close();
    }

    @Test
    void valuesOfAnotherKindAreSkipped() throws Exception {
        resolved.answer("{\"x\":[1,{\"y\":null}],\"parameters\":{\"new\":-1.5e3,\"dump\":[7,{\"cache\":[true,"
                + "{\"rrs\":[{\"rr\":null},"
                + "{\"rr\":{\"key\":\"odd\",\"address\":\"192.0.2.1\"}},{\"rr\":{"
                + "\"key\":{\"class\":\"1\",\"type\":-1},"
                + "\"name\":[],\"address\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]}}]},"
                + a("a.example", "192.0.2.1")
                + "]}]}}\0");

        assertEquals(Map.of("192.0.2.1", "a.example"), resolved.names(PATIENCE, "192.0.2.1"));
    }

    @Test
    void aRefusalIsNamed() throws Exception {
        resolved.answer("{\"error\":\"org.varlink.service.PermissionDenied\\u001b[31m\",\"parameters\":{}}\0");

        assertEquals(
                "no names from systemd-resolved: it answers org.varlink.service.PermissionDenied\\u001b[31m",
                resolved.failure(PATIENCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "{", "{\"parameters\":{\"dump\":[{\"cache\":[\0", "{\"parameters\" 1}\0", "[}\0"})
    void halfAReplyIsAFailure(String text) throws Exception {
        resolved.answer(text);

        assertTrue(resolved.failure(PATIENCE).startsWith("no names from systemd-resolved: its answer is "), text);
    }

    @Test
    void aReplyThatIsNestedTooDeeplyIsAFailure() throws Exception {
        resolved.answer("{\"parameters\":" + "[".repeat(100_000));

        assertEquals("no names from systemd-resolved: its answer is nested too deeply", resolved.failure(PATIENCE));
    }

    @Test
    void aReplyWithoutEndIsAFailure() throws Exception {
        resolved.serve(client -> {
            ByteBuffer blanks = ByteBuffer.allocate(1 << 16);
            Arrays.fill(blanks.array(), (byte) ' ');
            while (client.write(blanks.rewind()) > 0) {
                // until the reader hangs up
            }
        });

        assertEquals("no names from systemd-resolved: its answer has more than 16 MB", resolved.failure(PATIENCE));
    }

    @Test
    void aServerThatSaysNothingIsAFailure() throws Exception {
        resolved.serve(client -> client.read(ByteBuffer.allocate(1)));

        assertTrue(resolved.failure(SHORT).contains("no whole answer within"));
    }

    @Test
    void aServerThatSendsAByteNowAndThenIsAFailure() throws Exception {
        resolved.serve(client -> {
            while (client.write(ByteBuffer.wrap(new byte[] {' '})) > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        });

        assertTrue(resolved.failure(SHORT).contains("no whole answer within"));
    }

    @Test
    void withoutASocketTheReasonIsNamed() {
        Path none = dir.resolve("none");

        IOException failure =
                assertThrows(IOException.class, () -> new ResolvedCache(none, PATIENCE).of(Set.of(Address.ANY)));
        assertEquals(
                "no names from systemd-resolved: it does not run, or is older than systemd 254: there is no " + none,
                failure.getMessage());
    }

    /** A full queue of callers would make a blocking connect wait for ever. */
    @Test
    void aServerThatAcceptsNobodyIsAFailure() {
        IOException failure = assertThrows(IOException.class, () -> {
            for (int i = 0; i < 5_000; i++) {
                SocketChannel.open(UnixDomainSocketAddress.of(resolved.file)).configureBlocking(false);
                new ResolvedCache(resolved.file, Duration.ofMillis(1)).of(Set.of());
            }
        });

        assertTrue(String.valueOf(failure.getMessage()).startsWith("no names from systemd-resolved: "));
    }

    @Test
    void aFullCacheIsRead() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4096; i++) {
            text.append(a("host" + i + ".example", "10.0." + (i >> 8) + "." + (i & 255)))
                    .append(',');
        }
        String records = text + a("last.example", "192.0.2.1");
        resolved.answer(reply(records, records, records));

        assertEquals(
                Map.of("10.0.15.255", "host4095.example", "192.0.2.1", "last.example"),
                resolved.names(PATIENCE, "10.0.15.255", "192.0.2.1"));
    }

    @Test
    void damagedRepliesNeverThrowAnythingElse() throws Exception {
        Random random = new Random(17);
        byte[] whole = reply(
                        a("example.org", "192.0.2.1"), cname("www.example.org", "example.org"), negative("x.example"))
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            resolved.serve(client -> client.write(ByteBuffer.wrap(damaged)));
            try {
                resolved.names(PATIENCE, "192.0.2.1")
                        .values()
                        .forEach(each -> assertTrue(each.matches("[a-z0-9._-]{1,253}"), each));
            } catch (IOException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("no names from systemd-resolved: "), e.toString());
            }
        }
    }
}
