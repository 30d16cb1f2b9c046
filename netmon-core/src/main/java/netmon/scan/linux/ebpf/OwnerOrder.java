package netmon.scan.linux.ebpf;

import java.util.List;
import java.util.Map;
import netmon.model.OwnerProcess;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Finds the owner of a counted socket. A socket's holder comes before its creator: a listener that was handed over was
 * created by one program and is used by another.
 */
public final class OwnerOrder {
    private static final int TCP = 6;

    private final Map<Long, List<OwnerProcess>> holders;
    private final Map<Integer, List<OwnerProcess>> listeners;
    private final SocketCreators creators;

    /**
     * Of one poll.
     *
     * @param holders who has a socket open, by its cookie, by sock_diag and /proc/PID/fd
     * @param listeners who has a listening TCP socket open, by its port
     */
    public OwnerOrder(
            Map<Long, List<OwnerProcess>> holders,
            Map<Integer, List<OwnerProcess>> listeners,
            SocketCreators creators) {
        this.holders = holders;
        this.listeners = listeners;
        this.creators = creators;
    }

    /** How an owner was found, the best way first. */
    public enum Way {
        /** It has the socket open. */
        HOLDER,
        /** It has the listener open that accepted the socket; also a listener older than netmon. */
        LISTENERS_HOLDER,
        /** It created the socket, and its path is known. */
        CREATOR,
        /** It created the socket, and nothing but its thread's name is known. */
        COMM,
        /** It listens on the socket's local port. */
        LISTENER_BY_PORT,
        UNKNOWN
    }

    /**
     * The owners of one socket.
     *
     * @param owners none where the way is {@link Way#UNKNOWN}, several where processes share the socket
     */
    public record ChosenOwner(Way way, List<OwnerProcess> owners) {
        public ChosenOwner {
            owners = List.copyOf(owners);
        }
    }

    /** The owners by the first way that knows one. */
    public ChosenOwner of(CountedSocket socket) {
        Origin origin = socket.origin();
        List<OwnerProcess> own = holders.getOrDefault(socket.cookie(), List.of());
        if (!own.isEmpty()) {
            return new ChosenOwner(Way.HOLDER, own);
        }
        List<OwnerProcess> accepting = holders.getOrDefault(origin.cookie(), List.of());
        if (!accepting.isEmpty()) {
            return new ChosenOwner(Way.LISTENERS_HOLDER, accepting);
        }
        if (origin.isKnown()) {
            return created(origin);
        }
        List<OwnerProcess> listening =
                socket.protocol() == TCP ? listeners.getOrDefault(socket.localPort(), List.of()) : List.of();
        return listening.isEmpty()
                ? new ChosenOwner(Way.UNKNOWN, List.of())
                : new ChosenOwner(Way.LISTENER_BY_PORT, listening);
    }

    private ChosenOwner created(Origin origin) {
        @Nullable String path = creators.path(origin);
        OwnerProcess process = new OwnerProcess(origin.tgid(), 0, path, origin.comm(), null);
        return new ChosenOwner(path == null ? Way.COMM : Way.CREATOR, List.of(process));
    }
}
