package netmon.scan.linux.ebpf;

import java.util.List;
import netmon.scan.linux.ebpf.records.Birth;
import netmon.scan.linux.ebpf.records.LostEvents;
import netmon.scan.linux.ebpf.records.SocketDelta;

/**
 * The result of one poll.
 *
 * @param sockets those that moved something since the last poll, in no particular order
 * @param births processes that created sockets since the last poll, in their order
 * @param lost since the last poll
 */
public record EbpfPoll(List<SocketDelta> sockets, List<Birth> births, LostEvents lost) {
    public EbpfPoll {
        sockets = List.copyOf(sockets);
        births = List.copyOf(births);
    }
}
