package netmon.scan.linux.ebpf;

/** The indices of the array {@code lost}; each value is one direction of a count. */
final class LostLayout {
    /** Received while {@code counts} was full. */
    static final int IN = 0;

    /** Sent while {@code counts} was full. */
    static final int OUT = 1;

    /** In its packets: events that found no room in the ring. */
    static final int BIRTHS = 2;

    static final int ENTRIES = 3;

    private LostLayout() {}
}
