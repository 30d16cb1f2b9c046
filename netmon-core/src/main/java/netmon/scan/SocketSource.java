package netmon.scan;

import java.util.List;
import netmon.model.SocketTable;
import org.jspecify.annotations.Nullable;

/** Reads who owns which socket, and how many bytes each has moved where the system tells. */
public interface SocketSource {
    /** The source's name for people, such as {@code netstat}. */
    String name();

    /**
     * All sockets of this moment, and those closed since the last call where the source knows them.
     *
     * @throws ScanException if the source is not there, does not answer, or less than nine tenths of its rows are
     *     understood
     */
    SocketTable read() throws ScanException;

    /**
     * How much of what the last read's programs printed was understood, a program each; empty where an answer is
     * understood as a whole or refused, as the kernel's own are.
     */
    default List<RowTally> rowTallies() {
        return List.of();
    }

    /** For how long the last read only waited, in nanoseconds: that is no cost. */
    default long waitedNanos() {
        return 0;
    }

    /** How well the owners of the last read's sockets are known; null where the source does not tell. */
    default @Nullable OwnerTally tally() {
        return null;
    }

    /**
     * How many glances before the next read would tell more, since connections come and go too fast for reads alone; 0
     * where the source has no use for any.
     */
    default int quickPollsWanted() {
        return 0;
    }

    /**
     * Notes what will be gone by the next read, at little cost; the next read tells it. To be called at random moments,
     * since what comes and goes in step with the reads would never be seen.
     *
     * @throws ScanException if the source does not answer; the next read says so too
     */
    default void quickPoll() throws ScanException {}
}
