package netmon.scan.linux.ebpf.programs;

/** Where the fields of an origin lie, in bytes: {@code {u64 cookie, netns; u32 tgid, uid; char comm[16]}}. */
public final class OriginLayout {
    public static final int COOKIE = 0;
    public static final int NETNS = 8;

    /** Process number in the lower half, user number in the upper one. */
    public static final int TGID_UID = 16;

    public static final int COMM = 24;

    /** {@code TASK_COMM_LEN}: 15 letters and a zero. */
    public static final int COMM_LENGTH = 16;

    public static final int LENGTH = COMM + COMM_LENGTH;

    private OriginLayout() {}
}
