package netmon.scan.linux.ebpf.records;

/**
 * The creator of a socket. An accepted socket has the origin of its listener.
 *
 * @param cookie of the socket that was created: another than the socket's own where that was accepted
 * @param netns the cookie of the network namespace; 0 where the socket is older than the programs
 * @param tgid the process in the namespace of process 1; 0 where the socket is older than the programs
 * @param uid the user in the first user namespace
 * @param comm the name of the creating thread, at most 15 letters; empty where the socket is older than the programs
 */
public record Origin(long cookie, long netns, int tgid, int uid, String comm) {
    public boolean isKnown() {
        return tgid != 0;
    }
}
