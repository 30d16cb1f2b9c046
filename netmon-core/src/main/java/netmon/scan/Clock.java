package netmon.scan;

/** The three clocks that netmon needs. */
public interface Clock {
    /** The wall clock, epoch milliseconds. It can be stepped. */
    long wallMillis();

    /** Nanoseconds since some moment; never goes back, stands still while the machine sleeps. */
    long monotonicNanos();

    /** Nanoseconds since some moment; never goes back, goes on while the machine sleeps where the system tells. */
    long bootNanos();
}
