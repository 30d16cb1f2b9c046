package netmon.scan.linux.ebpf;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import netmon.model.OwnerProcess;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.Origin;

/**
 * Finds the owner of a counted socket. A socket's holder comes before its creator: a listener that was handed over was
 * created by one program and is used by another.
 */
public final class OwnerOrder {
    private static final int TCP = 6;

    private final LongFunction<List<OwnerProcess>> holders;
    private final IntFunction<List<OwnerProcess>> listeners;
    private final SocketCreators creators;

    /**
     * Creates the order of one poll.
     *
     * @param holders the processes that have a socket open, by its cookie, by sock_diag and /proc/PID/fd
     * @param listeners the processes that have a listening TCP socket open, by its port
     */
    public OwnerOrder(
            LongFunction<List<OwnerProcess>> holders,
            IntFunction<List<OwnerProcess>> listeners,
            SocketCreators creators) {
        this.holders = holders;
        this.listeners = listeners;
        this.creators = creators;
    }

    /** The ways to find an owner, the best one first. */
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
        List<OwnerProcess> own = holders.apply(socket.cookie());
        if (!own.isEmpty()) {
            return new ChosenOwner(Way.HOLDER, own);
        }
        List<OwnerProcess> accepting = holders.apply(origin.cookie());
        if (!accepting.isEmpty()) {
            return new ChosenOwner(Way.LISTENERS_HOLDER, accepting);
        }
        if (creators.hasHeir(socket.cookie())) {
            return new ChosenOwner(Way.UNKNOWN, List.of());
        }
        if (origin.isKnown()) {
            return created(origin);
        }
        List<OwnerProcess> listening = socket.protocol() == TCP ? listeners.apply(socket.localPort()) : List.of();
        return listening.isEmpty()
                ? new ChosenOwner(Way.UNKNOWN, List.of())
                : new ChosenOwner(Way.LISTENER_BY_PORT, listening);
    }

    private ChosenOwner created(Origin origin) {
        OwnerProcess process = creators.process(origin);
        return new ChosenOwner(process.isResolved() ? Way.CREATOR : Way.COMM, List.of(process));
    }
}
