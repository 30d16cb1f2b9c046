package netmon.scan;

import netmon.model.Counters;

/** Reads the interfaces' byte counters. */
public interface CounterSource {
    /** The source's name for people, such as {@code netstat}. */
    String name();

    /** All interfaces, each once. */
    Counters read() throws ScanException;
}
