package netmon.scan.linux.ebpf.kernel;

/** Why eBPF does not work here, with a sentence for the log and for doctor: what is missing, and what would help. */
public enum Refusal {
    NO_RIGHT("the right is missing; run netmon as root, or with CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON"),
    FORBIDDEN("netmon has the right, but something forbids it, such as a container's seccomp profile or the kernel's"
            + " lockdown; run netmon outside of the container, or allow bpf(2)"),
    LOCKED_MEMORY("too little memory may be locked, which kernels before 5.11 want for maps; set"
            + " LimitMEMLOCK=infinity in the service's unit"),
    NO_MEMORY("the kernel has not enough memory for the maps"),
    TOO_OLD("the kernel lacks a part of eBPF that netmon needs; Linux 5.10 has all of them"),
    VERIFIER("the kernel's verifier rejects the program, whose log is in netmon's log; please report it"),
    NO_NETWORK_RIGHT("the right to attach to a cgroup is missing; add CAP_NET_ADMIN"),
    OTHER_PROGRAM("another program is attached to the root cgroup and permits no second one; bpftool cgroup tree"
            + " lists it"),
    NO_CGROUP(
            "there is no cgroup2 hierarchy that netmon may open; mount one at /sys/fs/cgroup/unified, or run netmon as"
                    + " root"),
    NO_BPF("the kernel is built without bpf(2); use one with CONFIG_BPF_SYSCALL"),
    UNKNOWN_PROCESSOR("netmon does not know this processor's number of bpf(2); amd64, aarch64, riscv64, loongarch64 and"
            + " ppc64le are known"),
    NO_NATIVE_LIBRARY("the native library JNA does not load; give netmon a temporary folder that may hold programs"),
    MISCOUNTED("the programs count other figures than expected on test packets; please report it"),
    FAILED("the kernel returned an error that netmon does not expect here; please report it");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    /**
     * The refusal behind an error of the kernel.
     *
     * @param error the error's number, above zero
     * @param rights what this process may do
     */
    static Refusal of(LoadStep step, int error, ProcessRights rights) {
        return switch (error) {
            case ErrorNumbers.ENOSYS -> step == LoadStep.OPEN_CGROUP ? NO_CGROUP : NO_BPF;
            case ErrorNumbers.ENOMEM -> NO_MEMORY;
            case ErrorNumbers.EPERM -> step == LoadStep.LINK ? ofLink(rights) : ofPermission(step, rights);
            case ErrorNumbers.EACCES -> step == LoadStep.OPEN_CGROUP ? NO_CGROUP : VERIFIER;
            case ErrorNumbers.EINVAL -> step == LoadStep.LOAD_PROGRAM ? VERIFIER : TOO_OLD;
            case ErrorNumbers.E2BIG -> TOO_OLD;
            case ErrorNumbers.EBADF, ErrorNumbers.ENOENT, ErrorNumbers.ENODEV -> ofAbsence(step);
            default -> FAILED;
        };
    }

    private static Refusal ofLink(ProcessRights rights) {
        return rights.mayAttach() ? OTHER_PROGRAM : NO_NETWORK_RIGHT;
    }

    private static Refusal ofPermission(LoadStep step, ProcessRights rights) {
        if (step == LoadStep.OPEN_CGROUP) {
            return NO_CGROUP;
        }
        if (!rights.mayLoad()) {
            return NO_RIGHT;
        }
        if (step == LoadStep.LOAD_PROGRAM && !rights.mayAttach()) {
            return NO_NETWORK_RIGHT; // asked for already where a program that sees sockets being created is loaded
        }
        return step == LoadStep.CREATE_MAP && rights.isMemoryLimited() ? LOCKED_MEMORY : FORBIDDEN;
    }

    private static Refusal ofAbsence(LoadStep step) {
        return step == LoadStep.OPEN_CGROUP || step == LoadStep.LINK ? NO_CGROUP : FAILED;
    }
}
