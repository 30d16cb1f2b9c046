package netmon.scan.linux.sockets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.scan.linux.owners.InodeOwners;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which programs recently talked to which remote endpoint. A TCP socket that opened and closed between two
 * polls never showed an inode, so netmon cannot search for its owner; but most programs talk to the same few remote
 * ends again. The memory never charges the dead: a process is an owner only if it lived since the last poll, or if its
 * parent, which still lives, starts the program again and again.
 */
final class EndpointMemory {
    /** Remote ends remembered; a busy desktop talks to some hundreds. The least recently used one goes first. */
    private static final int MAX_ENDPOINTS = 4096;

    /** Programs remembered for one remote end; a division among more would mean nothing. */
    private static final int MAX_PROGRAMS = 4;

    /** In polls, so about five minutes: the addresses of large services move from program to program. A guess. */
    private static final int MAX_AGE = 300;

    /** A program that ran so often from one parent is started again and again. */
    private static final int REPEATED = 2;

    /** In polls: such a program may be missing for twice its last pause, within these bounds. */
    private static final int LEAST_PAUSE = 3;

    private static final int MOST_PAUSE = 10;

    /** In polls: a program that was not seen for so long is no candidate beside one that was. */
    private static final int RECENT = 30;

    /** From this number on the older half of the sightings is forgotten. */
    private static final int MOST_SEEN = 64;

    /**
     * On an idle machine polls are seconds apart: then a process that lived at the last poll may have died long before
     * the connection.
     */
    private static final long LONG_SPAN_NANOS = 2_500_000_000L;

    private final InodeOwners owners;
    private final ProcessEnds ends;
    private long polledNanos;
    private boolean longSpan;

    private final Map<Endpoint, List<Use>> byRemote = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Endpoint, List<Use>> eldest) {
            return size() > MAX_ENDPOINTS;
        }
    };

    /** @param owners tells which processes live */
    EndpointMemory(InodeOwners owners, ProcessEnds ends) {
        this.owners = owners;
        this.ends = ends;
    }

    /**
     * One program's uses of an endpoint.
     *
     * @param process the last one that used it
     * @param parent the process that started it; null where unknown
     * @param starts how many processes of the program used the endpoint, one after the other, started by this parent
     * @param pause polls between the last two of them
     * @param poll the last poll in which it used the endpoint
     * @param alive the last poll in which it was seen alive
     * @param seen how many connections to the endpoint it was seen to have
     */
    private record Use(
            OwnerProcess process, @Nullable OwnerProcess parent, int starts, int pause, int poll, int alive, int seen) {
        Use alive(int now) {
            return new Use(process, parent, starts, pause, poll, now, seen);
        }

        Use withSeen(int number) {
            return new Use(process, parent, starts, pause, poll, alive, number);
        }

        boolean isRepeated(int now) {
            return starts >= REPEATED && now - poll <= Math.max(LEAST_PAUSE, Math.min(2 * pause, MOST_PAUSE));
        }
    }

    /** @param nanos the monotonic clock at the start of a poll */
    void polled(long nanos) {
        longSpan = nanos - polledNanos > LONG_SPAN_NANOS;
        polledNanos = nanos;
    }

    /** @param fresh whether this connection was not remembered before */
    void remember(Endpoint remote, List<OwnerProcess> its, int poll, boolean fresh) {
        if (its.isEmpty() || remote.isAny()) {
            return;
        }
        List<Use> uses = byRemote.computeIfAbsent(remote, key -> new ArrayList<>(1));
        for (OwnerProcess owner : its) {
            Use before = remove(uses, owner);
            int seen = (before == null ? 0 : before.seen) + (fresh || before == null ? 1 : 0);
            uses.add(use(before, owner, poll).withSeen(seen));
            if (seen >= MOST_SEEN) {
                uses.replaceAll(use -> use.withSeen((use.seen + 1) / 2));
            }
        }
        while (uses.size() > MAX_PROGRAMS) {
            uses.remove(0);
        }
    }

    private static @Nullable Use remove(List<Use> uses, OwnerProcess owner) {
        Use found = uses.stream()
                .filter(use -> isSameProgram(use.process, owner))
                .findFirst()
                .orElse(null);
        uses.remove(found);
        return found;
    }

    private Use use(@Nullable Use before, OwnerProcess owner, int poll) {
        if (before != null && before.process.equals(owner)) {
            return new Use(owner, before.parent, before.starts, before.pause, poll, poll, 0);
        }
        OwnerProcess parent = owner.equals(OwnerProcess.OTHER_USER) ? null : owners.parent(owner);
        if (before == null || parent == null || !parent.equals(before.parent)) {
            return new Use(owner, parent, 1, 0, poll, poll, 0);
        }
        return new Use(owner, parent, before.starts + 1, poll - before.poll, poll, poll, 0);
    }

    /**
     * The processes that may have had an unseen connection to this remote end since the last poll, each as often as
     * {@link SightingShares} gives it a part; none if no such program is known.
     */
    List<OwnerProcess> candidates(Endpoint remote, int poll) {
        List<Use> uses = possible(remote, poll);
        return uses.isEmpty()
                ? List.of()
                : SightingShares.divide(
                        uses.stream().map(Use::process).toList(),
                        uses.stream().mapToInt(Use::seen).toArray());
    }

    /** Whether too few connections to this remote end were seen to say who had the others. */
    boolean isDoubtful(Endpoint remote, int poll) {
        return possible(remote, poll).stream().mapToInt(Use::seen).sum() < SightingShares.SURE;
    }

    /** Of each program that may have talked to it one process. */
    private List<Use> possible(Endpoint remote, int poll) {
        List<Use> uses = byRemote.get(remote);
        if (uses == null) {
            return List.of();
        }
        uses.removeIf(use -> poll - use.poll > MAX_AGE);
        uses.replaceAll(use -> isAlive(use.process) ? use.alive(poll) : use);
        List<Use> possible = uses.stream()
                .filter(use -> livedInSpan(use, poll) || isStartedAgain(use, poll))
                .toList();
        int latest = possible.stream().mapToInt(Use::poll).max().orElse(0);
        return possible.stream().filter(use -> latest - use.poll <= RECENT).toList();
    }

    private boolean livedInSpan(Use use, int poll) {
        int end = ends.after(use.process.pid(), use.poll);
        return end != 0 ? end == poll : wasSeenInSpan(use, poll);
    }

    private boolean isStartedAgain(Use use, int poll) {
        OwnerProcess parent = use.parent;
        return parent != null && use.isRepeated(poll) && isAlive(parent) && ends.mayHaveStarted(parent, owners);
    }

    private boolean wasSeenInSpan(Use use, int poll) {
        return use.alive == poll || (poll - use.alive == 1 && !longSpan);
    }

    private boolean isAlive(@Nullable OwnerProcess process) {
        return process != null && (process.equals(OwnerProcess.OTHER_USER) || owners.isAlive(process));
    }

    /** All processes of a program have the same application's name, so any one of them will do. */
    private static boolean isSameProgram(OwnerProcess one, OwnerProcess other) {
        return Objects.equals(one.path(), other.path())
                && Objects.equals(one.script(), other.script())
                && (one.path() != null || Objects.equals(one.command(), other.command()));
    }
}
