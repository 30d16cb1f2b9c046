package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Memory;

/** The limit of locked memory. Kernels before 5.11 count maps into it, and its usual 64 KB is too little for any. */
final class MemoryLimit {
    private static final long NONE = -1; // RLIM_INFINITY

    private MemoryLimit() {}

    /** Lifts it where this process may; else the kernel says at the first map whether it matters. */
    static void lift() {
        try (Memory limits = new Memory(2 * Long.BYTES)) {
            limits.setLong(0, NONE);
            limits.setLong(Long.BYTES, NONE);
            SystemCalls.setrlimit(SystemCalls.RLIMIT_MEMLOCK, limits);
        }
    }
}
