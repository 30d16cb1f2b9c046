package netmon.scan.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * The C library's socket calls, mapped directly. Each returns -1 for an error and leaves its number in
 * {@link Native#getLastError()}.
 */
final class LibC {
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOBUFS = 105;

    static final int AF_NETLINK = 16;
    static final int SOCK_RAW = 3;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;

    static final int SOL_SOCKET = 1;
    static final int SO_RCVBUF = 8;
    static final int SO_RCVTIMEO = 20;
    static final int SO_RCVBUFFORCE = 33;
    static final int SOL_NETLINK = 270;
    static final int NETLINK_ADD_MEMBERSHIP = 1;

    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native int socket(int domain, int type, int protocol);

    static native int bind(int socket, Pointer address, int length);

    static native int setsockopt(int socket, int level, int name, Pointer value, int length);

    static native NativeLong send(int socket, Pointer bytes, NativeLong length, int flags);

    static native NativeLong recv(int socket, Pointer bytes, NativeLong length, int flags);

    static native int close(int socket);
}
