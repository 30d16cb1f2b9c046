package netmon.scan.linux.ebpf.programs;

/**
 * The places in a cgroup where the programs run, in the order in which they are attached: who creates a socket is
 * noted before its first packet is counted. Numbers are those of {@code enum bpf_prog_type} and
 * {@code enum bpf_attach_type} of linux/bpf.h.
 */
public enum AttachPoint {
    CREATED("netmon_created", 9, 2),
    INGRESS("netmon_in", 8, 0),
    EGRESS("netmon_out", 8, 1),
    RELEASED("netmon_released", 9, 34);

    private final String programName;
    private final int programType;
    private final int attachType;

    AttachPoint(String programName, int programType, int attachType) {
        this.programName = programName;
        this.programType = programType;
        this.attachType = attachType;
    }

    /** The name that bpftool lists. */
    public String programName() {
        return programName;
    }

    public int programType() {
        return programType;
    }

    public int attachType() {
        return attachType;
    }
}
