package netmon.scan.linux.ebpf.programs;

/**
 * Where the fields of an event of the ring {@code births} lie, in bytes: {@code {u64 now, netns; u32 tgid, uid; char
 * comm[16]; char names[4][64]}}.
 */
public final class BirthLayout {
    /** Nanoseconds of CLOCK_MONOTONIC, as {@link System#nanoTime} has them. */
    public static final int TIME = 0;

    public static final int NETNS = 8;

    /** In place of the namespace, in an event with the time 0: another program than its creator closed this socket. */
    static final int COOKIE = NETNS;

    public static final int TGID_UID = 16;
    public static final int COMM = 24;

    /** The executable's name, then that of its folder, and so on; all zero where the programs cannot read them. */
    public static final int NAMES = COMM + OriginLayout.COMM_LENGTH;

    /** A guess: enough for {@code lib/firefox-esr/firefox-esr}, few enough for 800 events in the ring. */
    public static final int NAME_COUNT = 4;

    /** The length with the zero at the end. Few names of programs and folders are longer; longer ones are cut. */
    public static final int NAME_LENGTH = 64;

    public static final int LENGTH = NAMES + NAME_COUNT * NAME_LENGTH;

    private BirthLayout() {}
}
