package netmon.scan.linux.owners;

import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.OwnerProcess;

/** Tells which processes have a socket open, by the socket's inode. */
public interface InodeOwners {
    /**
     * What one search found.
     *
     * @param owners by inode; several where processes share the socket
     * @param whole whether every process was looked at, so that what is missing cannot be found at all
     */
    record FoundOwners(Map<Long, List<OwnerProcess>> owners, boolean whole) {}

    /** Whether a socket of this user can be found: all of them by root, else one's own. */
    boolean canFind(int socketUid);

    /** Looks for the processes that have these inodes open, now. */
    FoundOwners find(Set<Long> inodes);

    /** Looks for them where they most likely are, in a few milliseconds; tells the owners by inode. */
    Map<Long, List<OwnerProcess>> quickPoll(Set<Long> inodes);

    /** Whether it is time to look again for what was not found. */
    boolean isRested();

    /** How often processes were walked through; for tests and for the status. */
    long walks();
}
