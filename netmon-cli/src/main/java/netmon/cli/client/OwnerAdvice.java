package netmon.cli.client;

import netmon.protocol.SocketsStatus;
import netmon.protocol.StatusReply;

import java.util.Set;

/** Why sockets have no known owner, and how to find it out. */
public final class OwnerAdvice {
    /** Sources that hide other users' sockets from an ordinary user; macOS's netstat and nettop show all. */
    private static final Set<String> LIMITED_SOURCES = Set.of("sock_diag", "lsof");

    private OwnerAdvice() {}

    /** Whether a service that runs as root would know more owners. */
    public static boolean isRootNeeded(StatusReply status) {
        SocketsStatus sockets = status.sockets();
        if (sockets == null) {
            return false;
        }
        Long others = sockets.others();
        return others != null
                ? others > 0
                : LIMITED_SOURCES.contains(sockets.source()) && !status.user().equals("root");
    }

    /** The reason or the remedy, as the end of a sentence about sockets without a known owner. */
    public static String remedy(StatusReply status) {
        return isRootNeeded(status)
                ? "a service that runs as root sees other users' as well"
                : "they are the kernel's own, or of processes that have just ended";
    }
}
