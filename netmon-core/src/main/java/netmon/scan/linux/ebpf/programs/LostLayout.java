package netmon.scan.linux.ebpf.programs;

/** The indices of the array {@code lost}; each value is one direction of a count. */
public final class LostLayout {
    /** Received while {@code counts} was full. */
    public static final int IN = 0;

    /** Sent while {@code counts} was full. */
    public static final int OUT = 1;

    /** In its packets: events that found no room in the ring. */
    public static final int BIRTHS = 2;

    public static final int ENTRIES = 3;

    private LostLayout() {}
}
