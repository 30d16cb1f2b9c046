package netmon.scan.linux.ebpf;

/**
 * Where the fields of an event of the ring {@code births} lie, in bytes: {@code {u64 now, netns; u32 tgid, uid; char
 * comm[16]; char names[4][64]}}.
 */
final class BirthLayout {
    /** Nanoseconds of CLOCK_MONOTONIC, as {@link System#nanoTime} has them. */
    static final int TIME = 0;

    static final int NETNS = 8;
    static final int TGID_UID = 16;
    static final int COMM = 24;

    /** The executable's name, then that of its folder, and so on; all zero where the programs cannot read them. */
    static final int NAMES = COMM + OriginLayout.COMM_LENGTH;

    /** A guess: enough for {@code lib/firefox-esr/firefox-esr}, few enough for 800 events in the ring. */
    static final int NAME_COUNT = 4;

    /** With the zero at the end. Few names of programs and folders are longer; longer ones are cut. */
    static final int NAME_LENGTH = 64;

    static final int LENGTH = NAMES + NAME_COUNT * NAME_LENGTH;

    private BirthLayout() {}
}
