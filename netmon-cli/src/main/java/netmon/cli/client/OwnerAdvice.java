package netmon.cli.client;

import java.util.Set;

/** Why sockets have no known owner, and what would name it. */
public final class OwnerAdvice {
    /** What tells an ordinary user nothing about other users' sockets. On macOS netstat and nettop tell of all. */
    private static final Set<String> SHORT_SIGHTED = Set.of("sock_diag", "lsof");

    private OwnerAdvice() {}

    /** Whether the service would know more owners if it had more rights; where it counts other users' sockets, by those. */
    public static boolean wouldBeNamedToRoot(ServiceStatus service) {
        if (service.knows("others")) {
            return service.number("others") > 0;
        }
        return SHORT_SIGHTED.contains(service.text("sockets"))
                && service.knows("user")
                && !service.text("user").equals("root");
    }

    /** What would name them. */
    public static String remedy(ServiceStatus service) {
        return wouldBeNamedToRoot(service)
                ? "a service that runs as root sees other users' as well"
                : "they are the kernel's own, or of processes that have just ended";
    }
}
