package netmon.scan.linux.ebpf.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import netmon.model.Endpoint;
import netmon.scan.linux.ebpf.records.CountedSocket;
import org.jspecify.annotations.Nullable;

/**
 * Finds a process in the network namespace of a socket that is older than netmon, or that was accepted by an older
 * one: the programs did not see who created it. The kernel lists the sockets of each namespace in {@code
 * /proc/PID/net}, by addresses only. Not thread-safe.
 */
public final class OlderGuests {
    /** One reading takes some milliseconds, for all namespaces. */
    private static final long RETRY_NANOS = 10_000_000_000L;

    private static final int TCP = 6;
    private static final int UDP = 17;

    /** Stands for several namespaces with such a socket. */
    private static final int AMBIGUOUS = -1;

    private final @Nullable Path proc;
    private final LongSupplier nanos;
    private final Map<SocketEnds, Integer> pids = new HashMap<>();
    private @Nullable Long read;

    /** A socket as its namespace lists it; a listener has the far end {@link Endpoint#ANY}. */
    private record SocketEnds(int protocol, int localPort, Endpoint remote) {}

    /**
     * Reads nothing yet.
     *
     * @param proc the folder of that name; null for a recording, where none is found
     * @param nanos any clock that only goes on
     */
    public OlderGuests(@Nullable Path proc, LongSupplier nanos) {
        this.proc = proc;
        this.nanos = nanos;
    }

    /** A process of the only other namespace with such a socket, or with a listener on its port; 0 if none is known. */
    int pid(CountedSocket socket) {
        if (proc == null || (socket.protocol() != TCP && socket.protocol() != UDP)) {
            return 0;
        }
        int found = known(socket);
        long now = nanos.getAsLong();
        if (found == 0 && (read == null || now - read >= RETRY_NANOS)) {
            read = now;
            pids.clear();
            representatives(proc).values().forEach(pid -> list(proc, pid));
            found = known(socket);
        }
        return Math.max(0, found);
    }

    private int known(CountedSocket socket) {
        Integer exact = pids.get(new SocketEnds(socket.protocol(), socket.localPort(), socket.remote()));
        return exact != null
                ? exact
                : pids.getOrDefault(new SocketEnds(socket.protocol(), socket.localPort(), Endpoint.ANY), 0);
    }

    /** The first process of each other network namespace. */
    private static Map<String, Integer> representatives(Path proc) {
        Map<String, Integer> found = new TreeMap<>();
        String own = namespace(proc.resolve("self"));
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path each : processes) {
                String namespace = namespace(each);
                if (!namespace.isEmpty() && !namespace.equals(own)) {
                    found.putIfAbsent(
                            namespace, Integer.valueOf(each.getFileName().toString()));
                }
            }
        } catch (IOException | NumberFormatException e) {
            return found; // those that were read
        }
        return found;
    }

    private static String namespace(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/net")).toString();
        } catch (IOException e) {
            return ""; // gone, or it may not be inspected
        }
    }

    private void list(Path proc, int pid) {
        Path net = proc.resolve(pid + "/net");
        list(net.resolve("tcp"), TCP, pid);
        list(net.resolve("tcp6"), TCP, pid);
        list(net.resolve("udp"), UDP, pid);
        list(net.resolve("udp6"), UDP, pid);
    }

    private void list(Path file, int protocol, int pid) {
        try (var lines = Files.lines(file)) {
            lines.map(ProcNetSocket::parse).forEach(each -> {
                if (each != null) {
                    SocketEnds ends = new SocketEnds(protocol, each.localPort(), each.remote());
                    pids.merge(ends, pid, (one, other) -> one.equals(other) ? one : AMBIGUOUS);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // gone meanwhile, or without IPv6
        }
    }
}
