package netmon.scan.linux.netlink;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** The C library's socket calls. -1 is an error; its number is in {@link Native#getLastError()}. */
public final class LibC {
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
    static final int SO_ATTACH_FILTER = 26;
    static final int SO_RCVBUFFORCE = 33;
    static final int SOL_NETLINK = 270;
    static final int NETLINK_ADD_MEMBERSHIP = 1;

    /** The folders in which JNA searches libraries. Without it, JNA runs {@code ldconfig}. */
    private static final String PLACES = "jna.platform.library.path";

    static {
        if (System.getProperty(PLACES) == null) {
            System.setProperty(PLACES, places(System.getProperty("os.arch", "")));
        }
        Native.register(LibC.class, NativeLibrary.getProcess()); // it contains the C library
    }

    private LibC() {}

    /** Prepares JNA, for others that use it: the folders in which it searches must be set before its first use. */
    public static void load() {
        // the static block does it
    }

    /** The folders of the distributions. OSHI needs them; nothing else loads libraries from there. */
    private static String places(String arch) {
        String debian = (arch.equals("amd64") ? "x86_64" : arch) + "-linux-gnu";
        return String.join(":", "/usr/lib/" + debian, "/lib/" + debian, "/usr/lib64", "/lib64", "/usr/lib", "/lib");
    }

    public static native int socket(int domain, int type, int protocol);

    static native int bind(int socket, Pointer address, int length);

    static native int setsockopt(int socket, int level, int name, Pointer value, int length);

    public static native NativeLong send(int socket, Pointer bytes, NativeLong length, int flags);

    public static native NativeLong recv(int socket, Pointer bytes, NativeLong length, int flags);

    public static native int close(int socket);
}
