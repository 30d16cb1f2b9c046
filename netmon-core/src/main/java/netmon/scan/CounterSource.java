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
     * How much of what the last read's programs printed was understood, a program each; empty where an answer is
     * understood as a whole or refused, as the kernel's own are.
     */
    default List<RowTally> rowTallies() {
        return List.of();
    }
}
