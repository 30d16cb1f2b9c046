package netmon.scan.macos.ntstat;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import netmon.scan.ScanException;
import netmon.scan.macos.ntstat.wire.Errno;
import netmon.scan.macos.ntstat.wire.Wire;

/**
 * The living kernel's control {@code com.apple.network.statistics}, opened as {@code sys/kern_control.h} says: a system
 * socket, its number by an ioctl, connect, and only then a larger receive buffer, since connect sets it to 8192 bytes.
 *
 * <p>Unverified, since no Mac was at hand: that JNA's variadic ioctl reaches the kernel on Apple silicon, that 4 MiB
 * are granted, and that recv never returns ENOBUFS. The numbers and structures come from XNU's headers.
 */
public final class MacKernelControl implements KernelControl {
    static final String NAME = "com.apple.network.statistics";

    /** {@code _IOWR('N', 3, struct ctl_info)}. */
    private static final long CTLIOCGINFO = 0xC064_4E03L;

    /** {@code struct ctl_info}: u32 number, char name[96]. */
    private static final int CTL_INFO_BYTES = 100;

    private static final int CTL_NAME_AT = 4;

    /** {@code struct sockaddr_ctl}: u8 length, u8 family, u16 kind of address, u32 number, u32 unit, u32[5]. */
    private static final int SOCKADDR_CTL_BYTES = 32;

    private static final byte AF_SYSTEM = 32;
    private static final short AF_SYS_CONTROL = 2;

    /** 4 MiB hold final counters of 5,900 sockets. Some releases refuse large buffers; then the smaller one. */
    private static final int[] RECEIVE_BUFFERS = {4 << 20, 1 << 20};

    private final int descriptor;
    private boolean closed;

    private MacKernelControl(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Opens the control. */
    public static KernelControl open() throws ScanException {
        try {
            MacKernelControl opened = new MacKernelControl(done(
                    ControlCalls.socket(ControlCalls.PF_SYSTEM, ControlCalls.SOCK_DGRAM, ControlCalls.SYSPROTO_CONTROL),
                    "open a system socket"));
            try {
                opened.connect();
            } catch (ScanException e) {
                opened.close();
                throw e;
            }
            return opened;
        } catch (LinkageError e) {
            throw new ScanException("ntstat: the native library does not load: " + e.getMessage(), e);
        }
    }

    @Override
    public void send(ByteBuffer request) throws ScanException {
        Pointer bytes = Native.getDirectBufferPointer(request);
        long sent;
        do {
            sent = ControlCalls.send(descriptor, bytes, request.limit(), 0);
        } while (sent < 0 && Native.getLastError() == ControlCalls.EINTR);
        done((int) sent, "send a request");
    }

    @Override
    public int receive(ByteBuffer into) throws ScanException {
        Pointer bytes = Native.getDirectBufferPointer(into);
        long received;
        int error = 0;
        do {
            received = ControlCalls.recv(descriptor, bytes, RECORD_BYTES, ControlCalls.MSG_DONTWAIT);
            error = received < 0 ? Native.getLastError() : 0;
        } while (error == ControlCalls.EINTR);
        return switch (error) {
            case 0 -> (int) received;
            case Wire.EAGAIN -> EMPTY;
            case Wire.ENOBUFS -> OVERRUN;
            default -> throw new ScanException("ntstat: could not receive: " + Errno.text(error));
        };
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ControlCalls.close(descriptor);
        }
    }

    private void connect() throws ScanException {
        try (Memory info = new Memory(CTL_INFO_BYTES);
                Memory address = new Memory(SOCKADDR_CTL_BYTES)) {
            info.clear();
            byte[] name = NAME.getBytes(StandardCharsets.US_ASCII);
            info.write(CTL_NAME_AT, name, 0, name.length);
            done(ControlCalls.VARIADIC.ioctl(descriptor, CTLIOCGINFO, info), "find " + NAME);
            address.clear();
            address.setByte(0, (byte) SOCKADDR_CTL_BYTES);
            address.setByte(1, AF_SYSTEM);
            address.setShort(2, AF_SYS_CONTROL);
            address.setInt(4, info.getInt(0));
            done(ControlCalls.connect(descriptor, address, SOCKADDR_CTL_BYTES), "connect to " + NAME);
        }
        enlargeBuffer();
    }

    /** A small buffer works as well; it drops updates of busy machines, which the next poll repeats. */
    private void enlargeBuffer() {
        try (Memory value = new Memory(Integer.BYTES)) {
            for (int each : RECEIVE_BUFFERS) {
                value.setInt(0, each);
                int result = ControlCalls.setsockopt(
                        descriptor, ControlCalls.SOL_SOCKET, ControlCalls.SO_RCVBUF, value, Integer.BYTES);
                if (result == 0) {
                    return;
                }
            }
        }
    }

    private static int done(int result, String doing) throws ScanException {
        if (result < 0) {
            throw new ScanException("ntstat: could not " + doing + ": " + Errno.text(Native.getLastError()));
        }
        return result;
    }
}
