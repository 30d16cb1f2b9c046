package netmon.scan.linux.owners;

import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.OwnerProcess;

/** Finds the processes that have a socket open, by the socket's inode. */
public interface InodeOwners {
    /** The owners by inode, and whether every process was searched, so that a missing owner cannot be found. */
    record FoundOwners(Map<Long, List<OwnerProcess>> owners, boolean complete) {}

    /** Whether owners of this user's sockets can be found: root finds all, others only their own. */
    boolean canFind(int socketUid);

    /** Searches the processes that have these inodes open now. */
    FoundOwners find(Set<Long> inodes);

    /** The same within a few milliseconds, only where the owners most likely are. */
    Map<Long, List<OwnerProcess>> findQuickly(Set<Long> inodes);

    /** Whether it is time to search again for owners that were not found. */
    boolean isRetryDue();

    /** How often all processes were walked through, for status and tests. */
    long walks();
}
