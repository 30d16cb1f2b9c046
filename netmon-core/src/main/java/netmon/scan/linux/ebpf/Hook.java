package netmon.scan.linux.ebpf;

/**
 * The places in a cgroup where the programs run, in the order in which they are attached: who creates a socket is
 * noted before its first packet is counted. Numbers are those of {@code enum bpf_prog_type} and
 * {@code enum bpf_attach_type} of linux/bpf.h.
 */
enum Hook {
    CREATED("netmon_created", 9, 2),
    INGRESS("netmon_in", 8, 0),
    EGRESS("netmon_out", 8, 1);

    private final String programName;
    private final int programType;
    private final int attachType;

    Hook(String programName, int programType, int attachType) {
        this.programName = programName;
        this.programType = programType;
        this.attachType = attachType;
    }

    /** As bpftool lists it. */
    String programName() {
        return programName;
    }

    int programType() {
        return programType;
    }

    int attachType() {
        return attachType;
    }
}
