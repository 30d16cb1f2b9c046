package netmon.scan.linux.ebpf.records;

/**
 * A process that created a socket: the first one, and again after a second. Or one that closed the socket of another
 * program, which had passed it on.
 *
 * @param time nanoseconds of {@link System#nanoTime}; 0 where it closed a socket
 * @param netns the cookie of the socket's network namespace; of the socket itself where it closed one
 * @param tgid the process in the namespace of process 1
 * @param comm the name of the creating thread, at most 15 letters
 * @param path of the executable: whole ({@code /usr/bin/curl}, from the root of its file system), or the last four
 *     names ({@code lib/jvm/bin/java}); empty where the kernel does not let the programs read it
 */
public record Birth(long time, long netns, int tgid, int uid, String comm, String path) {
    /** Whether it closed a socket that another program had created. */
    public boolean isOfHeir() {
        return time == 0;
    }

    /** The socket that an heir closed. */
    public long cookie() {
        return netns;
    }

    /** Whether the path starts at the root of its file system. */
    public boolean isWholePath() {
        return path.startsWith("/");
    }
}
