package netmon.scan.macos.ntstat;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * libSystem's socket calls, which every process has loaded. Each returns -1 for an error and leaves its number in
 * {@link Native#getLastError()}. {@code size_t} and {@code ssize_t} are 64 bits wide on every Mac that Java 17 runs on.
 */
final class ControlCalls {
    static final int PF_SYSTEM = 32;
    static final int SOCK_DGRAM = 2;
    static final int SYSPROTO_CONTROL = 2;
    static final int SOL_SOCKET = 0xffff;
    static final int SO_RCVBUF = 0x1002;
    static final int MSG_DONTWAIT = 0x80;

    static final int EINTR = 4;

    /**
     * The one variadic call. On Apple silicon variadic arguments are passed on the stack, unlike others, so it is
     * mapped by an interface whose method is variadic in Java as well: JNA then prepares the call as a variadic one. A
     * direct mapping cannot.
     */
    static final Variadic VARIADIC = Native.load(Variadic.class);

    static {
        Native.register(ControlCalls.class, NativeLibrary.getProcess());
    }

    private ControlCalls() {}

    /** Functions of C with a variable number of arguments. */
    interface Variadic extends Library {
        /**
         * Asks something of a descriptor.
         *
         * @param request an unsigned long, such as 0xc0644e03; never sign-extended from an int
         * @param arguments one {@link Pointer}
         */
        int ioctl(int descriptor, long request, Object... arguments);
    }

    static native int socket(int domain, int type, int protocol);

    static native int connect(int descriptor, Pointer address, int length);

    static native int setsockopt(int descriptor, int level, int name, Pointer value, int length);

    static native long send(int descriptor, Pointer bytes, long length, int flags);

    static native long recv(int descriptor, Pointer bytes, long length, int flags);

    static native int close(int descriptor);
}
