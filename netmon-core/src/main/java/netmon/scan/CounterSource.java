package netmon.scan;

import java.util.List;
import netmon.model.Counters;

/** Reads the interfaces' byte counters. */
public interface CounterSource {
    /** The source's name for people, such as {@code netstat}. */
    String name();

    Counters read() throws ScanException;

    /** The rows of the last read, one tally a program; empty for the kernel's answers, which are parsed whole. */
    default List<RowTally> rowTallies() {
        return List.of();
    }
}
