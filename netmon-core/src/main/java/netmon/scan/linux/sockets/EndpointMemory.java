package netmon.scan.linux.sockets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;

/**
 * Who lately talked to which far endpoint. A TCP socket that opened and closed between two looks was never seen with
 * an inode, so its owner cannot be asked for; but most programs talk to the same few far ends again and again.
 */
final class EndpointMemory {
    /** Far ends remembered; a busy desktop talks to some hundreds. The one used least lately is forgotten first. */
    private static final int MAX_ENDPOINTS = 4096;

    /** Programs remembered at one far end; to share among more says nothing. */
    private static final int MAX_PROGRAMS = 4;

    /** In looks, so about five minutes: addresses of large services move from program to program. A guess. */
    private static final int MAX_AGE = 300;

    private final Map<Endpoint, List<Use>> byRemote = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Endpoint, List<Use>> eldest) {
            return size() > MAX_ENDPOINTS;
        }
    };

    /** One program's last use of an endpoint. */
    private record Use(OwnerProcess process, int poll) {}

    void remember(Endpoint remote, List<OwnerProcess> owners, int poll) {
        if (owners.isEmpty() || remote.isAny()) {
            return;
        }
        List<Use> uses = byRemote.computeIfAbsent(remote, key -> new ArrayList<>(1));
        for (OwnerProcess owner : owners) {
            uses.removeIf(use -> isSameProgram(use.process, owner));
            uses.add(new Use(owner, poll));
        }
        while (uses.size() > MAX_PROGRAMS) {
            uses.remove(0);
        }
    }

    /** One process of each program that may have talked to this far end; none where nobody is known to have. */
    List<OwnerProcess> candidates(Endpoint remote, int poll) {
        List<Use> uses = byRemote.get(remote);
        if (uses == null) {
            return List.of();
        }
        uses.removeIf(use -> poll - use.poll > MAX_AGE);
        return uses.stream().map(Use::process).toList();
    }

    /** Processes of one program bear one application's name, so which of them it was does not matter. */
    private static boolean isSameProgram(OwnerProcess one, OwnerProcess other) {
        return Objects.equals(one.path(), other.path())
                && Objects.equals(one.script(), other.script())
                && (one.path() != null || Objects.equals(one.command(), other.command()));
    }
}
