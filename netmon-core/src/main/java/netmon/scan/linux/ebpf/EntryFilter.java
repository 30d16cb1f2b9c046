package netmon.scan.linux.ebpf;

import java.util.function.LongPredicate;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.Origin;

/**
 * Tells the sockets of netmon's own network namespace from those of others, such as containers, whose bytes may be the
 * host's too.
 */
public final class EntryFilter {
    private static final int SOCK_RAW = 3;
    private static final int ICMP = 1;
    private static final int ICMP_V6 = 58;

    private final long netns;
    private final LongPredicate isListed;

    /**
     * Creates the filter of one poll.
     *
     * @param netns netmon's own, by {@link OwnProcess}
     * @param isListed whether a cookie is in sock_diag's answer, which has the sockets of netmon's namespace
     */
    public EntryFilter(long netns, LongPredicate isListed) {
        this.netns = netns;
        this.isListed = isListed;
    }

    /** Whether it is in netmon's namespace; of a socket older than the programs only sock_diag knows. */
    public boolean isOwn(CountedSocket socket) {
        Origin origin = socket.origin();
        return origin.netns() == 0
                ? isListed.test(socket.cookie()) || isListed.test(origin.cookie())
                : origin.netns() == netns;
    }

    /** A raw socket also receives what belongs to other sockets, but for ICMP, which no other socket has. */
    public static boolean isOnlyReceiver(CountedSocket socket) {
        boolean isIcmp = socket.protocol() == ICMP || socket.protocol() == ICMP_V6;
        return socket.type() != SOCK_RAW || isIcmp;
    }
}
