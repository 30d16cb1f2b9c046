package netmon.scan;

import java.util.List;
import netmon.model.Calibration;
import netmon.model.SocketTable;
import org.jspecify.annotations.Nullable;

/** Reads the sockets with their owners, and with the bytes that each has moved where the system counts them. */
public interface SocketSource {
    /** The source's name for people, such as {@code netstat}. */
    String name();

    /**
     * All sockets of this moment, and those closed since the last call where the source reports them.
     *
     * @throws ScanException if the source is missing or does not answer, or if less than nine tenths of its rows are
     *     understood
     */
    SocketTable read() throws ScanException;

    /**
     * How many rows of the last read were understood, one tally a program; empty where an answer is either understood
     * as a whole or refused, as the answers of the kernel are.
     */
    default List<RowTally> rowTallies() {
        return List.of();
    }

    /** Takes what a proof found about this source's numbers; a source whose numbers are fixed ignores it. */
    default void calibrate(Calibration found) {}

    /** Time that the last read spent waiting, in nanoseconds; it is not part of its cost. */
    default long waitedNanos() {
        return 0;
    }

    /** How well the owners of the last read's sockets are known; null where the source does not count this. */
    default @Nullable OwnerTally tally() {
        return null;
    }

    /**
     * How many quick polls the source wants before the next read, because connections open and close too fast for reads
     * alone; 0 if none.
     */
    default int quickPollsWanted() {
        return 0;
    }

    /**
     * Collects cheaply what will be gone by the next read; the next read reports it. The caller polls at random
     * moments: connections that open and close in step with the reads would otherwise never be seen.
     *
     * @throws ScanException if the source does not answer; the next read fails as well
     */
    default void quickPoll() throws ScanException {}
}
