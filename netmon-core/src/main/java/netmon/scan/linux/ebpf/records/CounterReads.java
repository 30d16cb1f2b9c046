package netmon.scan.linux.ebpf.records;

import java.nio.ByteBuffer;
import netmon.scan.ScanException;

/** Reads the maps, raw: the kernel's, or those of a recording. Answers are valid until the next call of the method. */
public interface CounterReads extends CountDifferences.Removal, AutoCloseable {
    /** Attaches the programs, or finds them attached already. */
    @FunctionalInterface
    interface ReadsOpener {
        CounterReads open() throws ScanException;
    }

    /** All entries of {@code counts}. */
    CountEntries counts() throws ScanException;

    /** The events of {@code births} since the last call, as {@link BirthEvents} reads them. */
    ByteBuffer births() throws ScanException;

    /** Keeps the events of {@code births} for its next call, so that the kernel has room for others. */
    default void makeRoom() {}

    /** The values of {@code lost}, as {@link LostCounters} reads them. */
    ByteBuffer lost() throws ScanException;

    /** How the programs see netmon's own process. */
    OwnProcess own() throws ScanException;

    /** What the proof of the programs found, in a line; empty where none took place. */
    default String proof() {
        return "";
    }

    @Override
    void close();
}
