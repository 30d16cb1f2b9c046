package netmon.scan.linux.owners;

import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.OwnerProcess;
import org.jspecify.annotations.Nullable;

/** Finds the processes that have a socket open, by the socket's inode. */
public interface InodeOwners {
    /** The owners by inode, and whether every process was searched, so that a missing owner cannot be found. */
    record FoundOwners(Map<Long, List<OwnerProcess>> owners, boolean complete) {}

    /** Whether owners of this user's sockets can be found: root finds all, others only their own. */
    boolean canFind(int socketUid);

    /** Searches the processes that have these inodes open now. */
    FoundOwners find(Set<Long> inodes);

    /**
     * The same of sockets that were opened since the last search, only in processes that may have them by now: those
     * that opened sockets lately, and those that started since.
     */
    default Map<Long, List<OwnerProcess>> findNew(Set<Long> inodes) {
        return find(inodes).owners();
    }

    /** The same within a few milliseconds, only where the owners most likely are. */
    Map<Long, List<OwnerProcess>> findQuickly(Set<Long> inodes);

    /** Prepares quick searches: finds out which of the processes that started lately can be inspected. */
    default void meetNew() {}

    /** Notes what some processes have open now: the next quick search starts with it, since sockets may close soon. */
    default void noteSockets() {}

    /** Whether this very process lives now; its number may have gone to another. */
    boolean isAlive(OwnerProcess process);

    /** The process that started this one; null where that is unknown, or is the first process of the system. */
    @Nullable
    OwnerProcess parent(OwnerProcess process);

    /**
     * The time that each of these processes has run on a CPU since its start, in nanoseconds; processes that are gone,
     * and kernels that do not report it, are left out.
     */
    Map<Long, Long> ranNanos(Set<Long> pids);

    /** Whether it is time to search again for owners that were not found. */
    boolean isRetryDue();

    /** Why owners are not visible, with the remedy; empty if that has no known reason. */
    default String confinement() {
        return "";
    }

    /** How often all processes were walked through, for status and tests. */
    long walks();
}
