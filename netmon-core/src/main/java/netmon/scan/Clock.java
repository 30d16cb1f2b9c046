package netmon.scan;

/** The three clocks that netmon needs. */
public interface Clock {
    /** The wall clock, epoch milliseconds. It can be stepped. */
    long wallMillis();

    /** Nanoseconds from an arbitrary start. This clock never goes back, and stands still while the machine sleeps. */
    long monotonicNanos();

    /** Nanoseconds from an arbitrary start. Never goes back; includes sleep where the system reports it. */
    long bootNanos();
}
