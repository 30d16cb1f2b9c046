package netmon.scan;

import java.util.List;
import netmon.model.Calibration;
import netmon.model.ContainerChoice;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** Reads the sockets with their owners, and with the bytes that each has moved where the system counts them. */
public interface SocketSource {
    /**
     * How well the owners of the last poll's sockets are known, for status and doctor.
     *
     * @param unknown sockets without a known owner, except those of other users
     * @param others sockets of other users; only root could find their owners
     * @param overruns polls since the start for which the kernel lost events of closed sockets
     * @param walks how often netmon walked through all processes since the start
     */
    record OwnerTally(int unknown, int others, long overruns, long walks) {}

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
     * Lists sockets connected to loopback too, or leaves them out again. A source that always lists them, or never
     * sees them, does nothing.
     */
    default void listLoopback(boolean listed) {}

    /** The rows of the last read, one tally a program; empty for the kernel's answers, which are parsed whole. */
    default List<RowTally> rowTallies() {
        return List.of();
    }

    /** Chooses what the bytes of containers are called; a source that does not see them ignores it. */
    default void nameContainers(ContainerChoice choice) {}

    /** Whether it proves its numbers itself when it starts, since it leaves loopback out. */
    default boolean provesItself() {
        return false;
    }

    /** What it found when it proved its numbers itself, in a line; empty before, and for sources that do not. */
    default String ownProof() {
        return "";
    }

    /**
     * Takes what a proof found about this source's numbers.
     *
     * @return whether the source reports payload counted once, because its numbers are, or because it corrects them
     */
    default boolean calibrate(Calibration found) {
        return found.isPayloadOnce();
    }

    /**
     * Takes how well the last read explained the interfaces' bytes; a source that could read more, at a cost, does so
     * where much is left.
     *
     * @param left bytes of the interfaces that belong to no socket
     * @param all bytes of the interfaces
     */
    default void explained(Traffic left, Traffic all) {}

    /** Nanoseconds that should pass from read to read; 0 where only the cost of a read decides. */
    default long spacingNanos() {
        return 0;
    }

    /** What is unusual about this source on this machine, as sentences for doctor; empty if nothing is. */
    default List<String> remarks() {
        return List.of();
    }

    /** Time that the last read spent waiting, in nanoseconds; it is not part of its cost. */
    default long waitedNanos() {
        return 0;
    }

    /** How well the owners of the last read's sockets are known; null where the source does not count this. */
    default @Nullable OwnerTally tally() {
        return null;
    }

    /** Why the owners of sockets are not visible, with the remedy; empty if that has no known reason. */
    default String confinement() {
        return "";
    }

    /** The quick polls that the source wants before the next read, to catch short connections; 0 if none. */
    default int quickPollsWanted() {
        return 0;
    }

    /** Collects cheaply what will be gone by the next read; for calls at random moments between reads. */
    default void quickPoll() throws ScanException {}
}
