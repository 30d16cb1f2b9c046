package netmon.cli.client;

import java.util.Set;
import netmon.protocol.SocketsStatus;
import netmon.protocol.StatusReply;

/** Why sockets have no known owner, and how to find it out. */
public final class OwnerAdvice {
    /** Sources that hide other users' sockets from an ordinary user; macOS's netstat and nettop show all. */
    private static final Set<String> LIMITED_SOURCES = Set.of("sock_diag", "lsof");

    private OwnerAdvice() {}

    /** Whether the owners would be known if the service ran differently. */
    public static boolean hasRemedy(StatusReply status) {
        return !confinement(status).isEmpty() || isRootNeeded(status);
    }

    private static String confinement(StatusReply status) {
        SocketsStatus sockets = status.sockets();
        return sockets == null ? "" : sockets.confinement();
    }

    /** Whether a service that runs as root would know more owners. */
    private static boolean isRootNeeded(StatusReply status) {
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
        String confinement = confinement(status);
        if (!confinement.isEmpty()) {
            return confinement;
        }
        return isRootNeeded(status)
                ? "a service that runs as root sees other users' as well"
                : "they are the kernel's own, or of processes that have just ended";
    }
}
