package netmon.scan.macos.ntstat.wire;

/** macOS's error numbers in words ({@code sys/errno.h}), as the kernel control uses them. */
public final class Errno {
    private Errno() {}

    /** A short explanation with the number. */
    public static String text(int errno) {
        return switch (errno) {
            case 1 -> "EPERM (1), no permission";
            case 2 -> "ENOENT (2), no such control, provider or source";
            case 12 -> "ENOMEM (12), no memory";
            case 16 -> "EBUSY (16), no unit of the control is free";
            case 22 -> "EINVAL (22), invalid request";
            case 35 -> "EAGAIN (35), another request took its place";
            case 37 -> "EALREADY (37), subscribed already";
            case 41 -> "EPROTOTYPE (41), wrong type of socket";
            case 45 -> "ENOTSUP (45), not supported";
            case 55 -> "ENOBUFS (55), no room in the receive buffer";
            default -> "error " + errno;
        };
    }
}
