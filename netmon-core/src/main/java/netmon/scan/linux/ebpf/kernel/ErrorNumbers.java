package netmon.scan.linux.ebpf.kernel;

/** The kernel's numbers of errors, from asm-generic/errno.h. */
final class ErrorNumbers {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int E2BIG = 7;
    static final int EBADF = 9;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int ENOSPC = 28;
    static final int ENOSYS = 38;

    /** Not for user space, but some commands of bpf(2) return it: not supported. */
    static final int ENOTSUPP = 524;

    private ErrorNumbers() {}
}
