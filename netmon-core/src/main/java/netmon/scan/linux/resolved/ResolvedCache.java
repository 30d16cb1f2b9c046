package netmon.scan.linux.resolved;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import netmon.model.Address;
import netmon.model.AddressNames;
import netmon.model.PlainText;

/**
 * The names that systemd-resolved has in its cache: the method DumpCache of its varlink interface Monitor, which exists
 * since systemd 254. A message is JSON and ends with a zero byte.
 *
 * <pre>{@code
 * {"parameters":{"dump":[{"protocol":"dns","ifindex":2,"ifname":"eth0","cache":[
 *   {"key":{"class":1,"type":1,"name":"example.org"},"until":52806114,
 *    "rrs":[{"rr":{"key":{"class":1,"type":1,"name":"example.org"},"address":[192,0,2,1]},"raw":"B2V4..."}]}]}]}}
 * }</pre>
 */
public final class ResolvedCache implements AddressNames {
    private static final Path SOCKET = Path.of("/run/systemd/resolve/io.systemd.Resolve.Monitor");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final byte[] REQUEST = "{\"method\":\"io.systemd.Resolve.Monitor.DumpCache\",\"parameters\":{}}\0"
            .getBytes(StandardCharsets.US_ASCII);

    private static final int LONGEST_ERROR = 100;

    private final Path socket;
    private final Duration patience;

    /** That of this machine. */
    public ResolvedCache() {
        this(SOCKET, PATIENCE);
    }

    ResolvedCache(Path socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    @Override
    public Map<Address, String> of(Set<Address> addresses) throws IOException {
        CachedRecords records = new CachedRecords(addresses);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                throw new IOException("it has no time for another caller");
            }
            channel.write(ByteBuffer.wrap(REQUEST)); // a new socket has room for it
            read(new JsonStream(new ReplyStream(channel, patience)), records);
        } catch (IOException | RuntimeException e) {
            throw new IOException("no names from systemd-resolved: " + reason(e), e);
        }
        return named(addresses, records);
    }

    private static Map<Address, String> named(Set<Address> addresses, CachedRecords records) {
        Map<Address, String> names = new HashMap<>();
        for (Address each : addresses) {
            String name = records.name(each);
            if (!name.isEmpty()) {
                names.put(each, name);
            }
        }
        return names;
    }

    private String reason(Exception e) {
        if (Files.notExists(socket)) {
            return "it does not run, or is older than systemd 254: there is no " + socket;
        }
        return !Files.isWritable(socket)
                ? "permission denied for " + socket + "; only root may read it, in a unit with CAP_DAC_OVERRIDE"
                : String.valueOf(e.getMessage());
    }

    private static void read(JsonStream json, CachedRecords records) throws IOException {
        json.object(field -> {
            if (field.equals("error")) {
                throw new IOException("it answers " + PlainText.cut(json.text(), LONGEST_ERROR));
            }
            if (!field.equals("parameters")) {
                json.skip();
                return;
            }
            json.object(parameter -> {
                if (parameter.equals("dump")) {
                    json.array(() -> scope(json, records));
                } else {
                    json.skip();
                }
            });
        });
    }

    private static void scope(JsonStream json, CachedRecords records) throws IOException {
        json.object(field -> {
            if (field.equals("cache")) {
                json.array(() -> json.object(part -> entry(part, json, records)));
            } else {
                json.skip();
            }
        });
    }

    private static void entry(String field, JsonStream json, CachedRecords records) throws IOException {
        if (!field.equals("rrs")) {
            json.skip();
            return;
        }
        json.array(() -> json.object(part -> {
            if (part.equals("rr")) {
                records.add(DnsRecord.read(json));
            } else {
                json.skip();
            }
        }));
    }
}
