package netmon.scan.linux.resolved;

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
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import netmon.model.Address;

/**
 * A server at the socket of systemd-resolved. The replies have the form that its function dns_cache_dump_to_json gives
 * them.
 */
final class FakeResolved implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final Path file;
    private final ServerSocketChannel server;
    volatile String request = "";

    FakeResolved(Path dir) throws IOException {
        file = dir.resolve("monitor");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(file));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    Map<String, String> names(Duration patience, String... addresses) throws IOException {
        Set<Address> asked = Arrays.stream(addresses).map(Address::parse).collect(Collectors.toSet());
        return new ResolvedCache(file, patience)
                .of(asked).entrySet().stream()
                        .collect(Collectors.toMap(each -> each.getKey().toString(), Map.Entry::getValue));
    }

    String failure(Duration patience) {
        return String.valueOf(assertThrows(IOException.class, () -> names(patience, "192.0.2.1"))
                .getMessage());
    }

    static String reply(String... records) {
        return "{\"parameters\":{\"dump\":[{\"protocol\":\"dns\",\"family\":null,\"ifindex\":2,"
                + "\"ifname\":\"eth0\",\"cache\":["
                + String.join(",", records) + "]},{\"protocol\":\"llmnr\",\"family\":10,\"cache\":[]}]}}\0";
    }

    static String a(String name, String address) {
        byte[] bytes = bytes(address);
        return record(name, bytes.length == 4 ? 1 : 28, "\"address\":" + unsigned(bytes));
    }

    static String cname(String name, String target) {
        return record(name, 5, "\"name\":\"" + target + "\"");
    }

    private static String record(String name, int type, String content) {
        String key = "\"key\":{\"class\":1,\"type\":" + type + ",\"name\":\"" + name + "\"}";
        return "{" + key + ",\"rrs\":[{\"rr\":{" + key + "," + content
                + "},\"raw\":\"B2V4YW1wbGU=\"}],\"until\":52806114}";
    }

    static String negative(String name) {
        return "{\"key\":{\"class\":1,\"type\":1,\"name\":\"" + name + "\"},\"type\":\"NXDOMAIN\",\"until\":52806114}";
    }

    private static byte[] bytes(String text) {
        Address address = Address.parse(text);
        return address.isV4()
                ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
                : ByteBuffer.allocate(16)
                        .putLong(address.high())
                        .putLong(address.low())
                        .array();
    }

    private static String unsigned(byte[] bytes) {
        StringBuilder text = new StringBuilder("[");
        for (byte each : bytes) {
            text.append(text.length() > 1 ? "," : "").append(each & 0xff);
        }
        return text.append(']').toString();
    }

    void answer(String text) {
        serve(client -> {
            ByteBuffer reply = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (reply.hasRemaining()) {
                client.write(reply);
            }
        });
    }

    /** What a server does with one caller, who then hangs up or is hung up on. */
    interface Behaviour {
        void meet(SocketChannel client) throws IOException;
    }

    void serve(Behaviour behaviour) {
        Thread thread = new Thread(() -> {
            try (SocketChannel client = server.accept()) {
                ByteBuffer bytes = ByteBuffer.allocate(1 << 10);
                client.read(bytes);
                request = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
                behaviour.meet(client);
            } catch (IOException e) {
                return; // the caller hung up
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
