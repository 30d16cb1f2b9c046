package netmon.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One socket of one look at the machine.
 *
 * @param id the kernel's own number for it, never used again in this boot; 0 where the source tells none
 * @param listening a TCP socket that accepts connections and moves no bytes itself
 * @param closed gone since the last look; its counters are final and it will not be listed again
 * @param owners who has it open: none where that is not known, several where processes share it, or may have
 * @param inferred whether the owners were not seen, but concluded from what other sockets do
 * @param payload bytes since it was opened, without headers; null where the source counts none
 * @param segments TCP segments since it was opened; null where the source counts none
 */
public record Socket(
        Protocol protocol,
        Endpoint local,
        Endpoint remote,
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

    /** A socket whose owners, if any, were seen. */
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
        this(protocol, local, remote, id, listening, closed, owners, false, payload, segments);
    }
}
