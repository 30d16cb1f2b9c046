package netmon.scan.linux.sockets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;

/** Remembers which programs recently talked to which remote end; short connections show no owner of their own. */
final class EndpointMemory {
    /** Remote ends remembered; a busy desktop talks to some hundreds. The least recently used one goes first. */
    private static final int MAX_ENDPOINTS = 4096;

    /** Programs remembered for one remote end; a division among more would mean nothing. */
    private static final int MAX_PROGRAMS = 4;

    /** In polls, so about five minutes: the addresses of large services move from program to program. A guess. */
    private static final int MAX_AGE = 300;

    private final Map<Endpoint, List<Use>> byRemote = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Endpoint, List<Use>> eldest) {
            return size() > MAX_ENDPOINTS;
        }
    };

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

    /** One process of each program that may have talked to this remote end; none if no such program is known. */
    List<OwnerProcess> candidates(Endpoint remote, int poll) {
        List<Use> uses = byRemote.get(remote);
        if (uses == null) {
            return List.of();
        }
        uses.removeIf(use -> poll - use.poll > MAX_AGE);
        return uses.stream().map(Use::process).toList();
    }

    /** All processes of a program have the same application's name, so any one of them will do. */
    private static boolean isSameProgram(OwnerProcess one, OwnerProcess other) {
        return Objects.equals(one.path(), other.path())
                && Objects.equals(one.script(), other.script())
                && (one.path() != null || Objects.equals(one.command(), other.command()));
    }
}
