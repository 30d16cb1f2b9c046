package netmon.scan;

import java.util.List;
import netmon.model.Counters;

/** Reads the interfaces' byte counters. */
public interface CounterSource {
    /** The source's name for people, such as {@code netstat}. */
    String name();

    /** All interfaces, each once. */
    Counters read() throws ScanException;

    /**
     * How many rows of the last read were understood, one tally a program; empty where an answer is either understood
     * as a whole or refused, as the answers of the kernel are.
     */
    default List<RowTally> rowTallies() {
        return List.of();
    }
}
