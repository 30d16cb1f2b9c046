package netmon.scan.linux.ebpf.assembler;

/** The kernel functions that the programs call, with their numbers from {@code enum bpf_func_id} of linux/bpf.h. */
public enum BpfHelper {
    MAP_LOOKUP_ELEM(1),
    MAP_UPDATE_ELEM(2),
    KTIME_GET_NS(5),
    GET_CURRENT_PID_TGID(14),
    GET_CURRENT_UID_GID(15),
    GET_CURRENT_COMM(16),
    SKB_LOAD_BYTES(26),
    GET_CURRENT_TASK(35),
    GET_SOCKET_COOKIE(46),
    SK_FULLSOCK(95),
    SK_STORAGE_GET(107),
    PROBE_READ_KERNEL(113),
    PROBE_READ_KERNEL_STR(115),
    GET_NETNS_COOKIE(122),
    RINGBUF_RESERVE(131),
    RINGBUF_SUBMIT(132);

    private final int number;

    BpfHelper(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
