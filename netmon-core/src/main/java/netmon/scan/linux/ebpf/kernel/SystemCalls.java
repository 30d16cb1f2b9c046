package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The C library's functions that eBPF needs, mapped directly. Most return -1 for an error and leave its number in
 * {@link Native#getLastError()}. For 64-bit processors only, since addresses and sizes are passed as long.
 */
public final class SystemCalls {
    static final int PROT_READ = 1;
    static final int PROT_READ_WRITE = 3;
    static final int MAP_SHARED = 1;

    /** What {@link #mmap} returns for an error. */
    static final long MAP_FAILED = -1;

    static final int O_CLOEXEC = 0x80000;
    static final int RLIMIT_MEMLOCK = 8;
    public static final int AF_INET = 2;
    public static final int SOCK_DGRAM_CLOEXEC = 0x80002;

    static {
        Native.register(SystemCalls.class, NativeLibrary.getProcess()); // which has the C library already
    }

    private SystemCalls() {}

    /** Any system call by its number; the numbers differ between processors, but for those since 2019. */
    static native long syscall(long number, long first, long second, long third, long fourth, long fifth);

    static native int open(Pointer path, int flags, int mode);

    public static native int close(int descriptor);

    static native int getpagesize();

    static native long mmap(Pointer wish, long length, int protection, int flags, int descriptor, long offset);

    static native int munmap(Pointer start, long length);

    static native int setrlimit(int resource, Pointer limits);

    public static native int socket(int family, int type, int protocol);

    /** The result of a call, or its error's number below zero, as the kernel itself returns it. */
    public static long result(long returned) {
        return returned < 0 ? -Native.getLastError() : returned;
    }
}
