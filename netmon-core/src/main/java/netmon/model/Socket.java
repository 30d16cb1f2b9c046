package netmon.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One socket in one poll.
 *
 * @param interfaceIndex the number of the interface that it uses or is bound to; 0 where the source reports none
 * @param id the kernel's number of it, never used again in this boot; 0 where the source reports none
 * @param listening a TCP socket that accepts connections and moves no bytes itself
 * @param closed closed since the last poll; its counters are final
 * @param owners the processes that have it open: none where unknown, several where processes share it, or may share it
 * @param inferred whether the owners were not observed, but inferred from other sockets; one of them then occurs once
 *     for each part of the bytes that it gets
 * @param payload bytes since it was opened, without headers; null where the source counts none
 * @param segments TCP segments or UDP datagrams since it was opened; null where the source counts none
 */
public record Socket(
        Protocol protocol,
        Endpoint local,
        Endpoint remote,
        int interfaceIndex,
        long id,
        boolean listening,
        boolean closed,
        List<OwnerProcess> owners,
        boolean inferred,
        @Nullable Traffic payload,
        @Nullable Segments segments) {

    public Socket {
        owners = List.copyOf(owners);
    }

    /** A socket with observed owners, if any. */
    public Socket(
            Protocol protocol,
            Endpoint local,
            Endpoint remote,
            long id,
            boolean listening,
            boolean closed,
            List<OwnerProcess> owners,
            @Nullable Traffic payload,
            @Nullable Segments segments) {
        this(protocol, local, remote, 0, id, listening, closed, owners, false, payload, segments);
    }

    /** The same socket with other owners. */
    public Socket ownedBy(List<OwnerProcess> others) {
        return new Socket(
                protocol, local, remote, interfaceIndex, id, listening, closed, others, inferred, payload, segments);
    }

    /** The same socket with these bytes and packets since it was opened. */
    public Socket counting(@Nullable Traffic bytes, @Nullable Segments packets) {
        return new Socket(
                protocol, local, remote, interfaceIndex, id, listening, closed, owners, inferred, bytes, packets);
    }
}
