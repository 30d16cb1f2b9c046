package netmon.scan.linux.ebpf;

import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.Origin;

/**
 * Selects the counted sockets that move bytes of the interfaces that netmon counts, in its own network namespace.
 * Those of other namespaces, such as containers, are not among them: their bytes may be the host's too.
 */
public final class EntryFilter {
    private static final int SOCK_RAW = 3;
    private static final int ICMP = 1;
    private static final int ICMP_V6 = 58;

    private final long netns;
    private final LongPredicate isListed;
    private final IntPredicate counts;

    /**
     * Creates the filter of one poll.
     *
     * @param netns netmon's own, by {@link OwnProcess}
     * @param isListed whether a cookie is in sock_diag's answer, which has the sockets of netmon's namespace
     * @param counts whether an interface of this index counts, or is carried by one that counts: a bridge, bond or VLAN
     */
    public EntryFilter(long netns, LongPredicate isListed, IntPredicate counts) {
        this.netns = netns;
        this.isListed = isListed;
        this.counts = counts;
    }

    public boolean weighs(CountedSocket socket) {
        return isOwn(socket) && counts.test(socket.interfaceIndex()) && isOnlyReceiver(socket);
    }

    /** Whether it is in netmon's namespace; of a socket older than the programs only sock_diag knows. */
    public boolean isOwn(CountedSocket socket) {
        Origin origin = socket.origin();
        return origin.netns() == 0
                ? isListed.test(socket.cookie()) || isListed.test(origin.cookie())
                : origin.netns() == netns;
    }

    /** A raw socket also receives what belongs to other sockets, but for ICMP, which no other socket has. */
    private static boolean isOnlyReceiver(CountedSocket socket) {
        boolean isIcmp = socket.protocol() == ICMP || socket.protocol() == ICMP_V6;
        return socket.type() != SOCK_RAW || isIcmp;
    }
}
