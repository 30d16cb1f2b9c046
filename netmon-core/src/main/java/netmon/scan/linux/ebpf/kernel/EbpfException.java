package netmon.scan.linux.ebpf.kernel;

import netmon.scan.ScanException;

/** eBPF does not work here; the message says what netmon was doing, what is missing, and what would help. */
public final class EbpfException extends ScanException {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    EbpfException(Refusal refusal, String doing) {
        super("eBPF: could not " + doing + ": " + refusal.sentence());
        this.refusal = refusal;
    }

    EbpfException(Refusal refusal, String doing, Throwable cause) {
        super("eBPF: could not " + doing + ": " + refusal.sentence(), cause);
        this.refusal = refusal;
    }

    /** The result of a call to the kernel, or the refusal behind its error. */
    public static int check(int result, LoadStep step, ProcessRights rights, String detail) throws EbpfException {
        if (result < 0) {
            String doing = step.doing() + (detail.isEmpty() ? "" : " (" + detail + ")") + ", error " + -result;
            throw new EbpfException(Refusal.of(step, -result, rights), doing);
        }
        return result;
    }

    public Refusal refusal() {
        return refusal;
    }
}
