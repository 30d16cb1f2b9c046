package netmon.scan.linux.netlink;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.scan.ScanException;

/** A netlink socket: asks the kernel for a dump, or receives the events of a group. Not thread-safe. */
public final class Netlink implements AutoCloseable {
    public static final int ROUTE = 0;
    public static final int SOCK_DIAG = 4;
    public static final int GENERIC = 16;

    /** A dump takes milliseconds; a kernel that sends nothing for so long will not answer any more. */
    private static final int TIMEOUT_SECONDS = 2;

    /** Bytes that the kernel may queue: 3,000 events; at most {@code net.core.rmem_max} without root. */
    private static final int WAITING = 4 * 1024 * 1024;

    private static final int REQUEST_DUMP = 0x301; // NLM_F_REQUEST | NLM_F_ROOT | NLM_F_MATCH
    private static final int ADDRESS_LENGTH = 12;
    private static final int SEQUENCE_AT = 8;

    private final int descriptor;
    private final Memory request = new Memory(256);
    private int sequence;

    private Netlink(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Opens a netlink socket.
     *
     * @param protocol {@link #ROUTE}, {@link #SOCK_DIAG} or {@link #GENERIC}
     * @param groups numbers of the multicast groups to join
     * @throws ScanException if the kernel has no such protocol or group, or does not permit it
     */
    public static Netlink open(int protocol, int... groups) throws ScanException {
        try {
            Netlink opened = new Netlink(done(
                    LibC.socket(LibC.AF_NETLINK, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, protocol),
                    "open a netlink socket"));
            try {
                opened.prepare(groups);
            } catch (ScanException e) {
                opened.close();
                throw e;
            }
            return opened;
        } catch (LinkageError e) {
            throw new ScanException("netlink: the native library does not load: " + e.getMessage(), e);
        }
    }

    /** Requests a dump and appends the whole answer with its last message; the body follows the header. */
    public void dump(int type, byte[] body, NativeBuffer answer) throws ScanException {
        int length = NetlinkMessages.HEADER + body.length;
        sequence++;
        ByteBuffer header = request.getByteBuffer(0, length).order(ByteOrder.nativeOrder());
        header.putInt(length).putShort((short) type).putShort((short) REQUEST_DUMP);
        header.putInt(sequence).putInt(0).put(body);
        done(LibC.send(descriptor, request, new NativeLong(length), 0).intValue(), "send to the kernel");
        boolean whole = false;
        while (!whole) {
            Pointer room = answer.room();
            int received = receive(room, 0);
            if (received < 0) {
                throw new ScanException("netlink: " + failure("receive a dump"));
            }
            // The rest of an earlier dump that was abandoned has another sequence number.
            if (received >= NetlinkMessages.HEADER && room.getInt(SEQUENCE_AT) == sequence) {
                answer.added(received);
                whole = NetlinkMessages.endsDump(answer.bytes(), answer.length() - received);
            }
        }
    }

    /** Sends a message that has its header already. */
    void send(byte[] message) throws ScanException {
        request.write(0, message, 0, message.length);
        done(LibC.send(descriptor, request, new NativeLong(message.length), 0).intValue(), "send to the kernel");
    }

    /** Lets the kernel drop messages by a classic BPF program, instructions of 8 bytes. */
    void filter(byte[] program) throws ScanException {
        try (Memory code = new Memory(program.length);
                Memory value = new Memory(2 * Long.BYTES)) {
            code.write(0, program, 0, program.length);
            value.setShort(0, (short) (program.length / 8));
            value.setPointer(Native.POINTER_SIZE, code);
            set(LibC.SOL_SOCKET, LibC.SO_ATTACH_FILTER, value, 2 * Native.POINTER_SIZE, "attach a filter");
        }
    }

    /** Appends the events since the last call, without waiting; an overrun where the kernel lost events. */
    public void drain(NativeBuffer answer) throws ScanException {
        for (; ; ) {
            int received = receive(answer.room(), LibC.MSG_DONTWAIT);
            if (received >= 0) {
                answer.added(received);
                continue;
            }
            int error = Native.getLastError();
            if (error == LibC.EAGAIN) {
                return;
            }
            if (error != LibC.ENOBUFS) {
                throw new ScanException("netlink: " + failure("receive events"));
            }
            appendHeader(answer, NetlinkMessages.OVERRUN);
        }
    }

    public static void appendHeader(NativeBuffer answer, int type) throws ScanException {
        ByteBuffer header =
                answer.room().getByteBuffer(0, NetlinkMessages.HEADER).order(ByteOrder.nativeOrder());
        header.putInt(NetlinkMessages.HEADER).putShort((short) type).putShort((short) 0);
        header.putInt(0).putInt(0);
        answer.added(NetlinkMessages.HEADER);
    }

    @Override
    public void close() {
        LibC.close(descriptor);
    }

    private void prepare(int... groups) throws ScanException {
        try (Memory value = new Memory(16)) {
            value.clear();
            value.setShort(0, (short) LibC.AF_NETLINK);
            done(LibC.bind(descriptor, value, ADDRESS_LENGTH), "bind a netlink socket");
            value.setNativeLong(0, new NativeLong(TIMEOUT_SECONDS));
            value.setNativeLong(NativeLong.SIZE, new NativeLong(0));
            set(LibC.SOL_SOCKET, LibC.SO_RCVTIMEO, value, 2 * NativeLong.SIZE, "set a time limit");
            value.setInt(0, WAITING);
            if (LibC.setsockopt(descriptor, LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, value, Integer.BYTES) < 0) {
                set(LibC.SOL_SOCKET, LibC.SO_RCVBUF, value, Integer.BYTES, "set the buffer's size");
            }
            for (int group : groups) {
                value.setInt(0, group);
                set(LibC.SOL_NETLINK, LibC.NETLINK_ADD_MEMBERSHIP, value, Integer.BYTES, "join group " + group);
            }
        }
    }

    private void set(int level, int name, Pointer value, int length, String doing) throws ScanException {
        done(LibC.setsockopt(descriptor, level, name, value, length), doing);
    }

    /** The length of one datagram; or a negative number, with the reason in errno. */
    private int receive(Pointer room, int flags) throws ScanException {
        int received;
        do {
            received = LibC.recv(descriptor, room, new NativeLong(NativeBuffer.ROOM), flags | LibC.MSG_TRUNC)
                    .intValue();
        } while (received < 0 && Native.getLastError() == LibC.EINTR);
        if (received > NativeBuffer.ROOM) {
            throw new ScanException("netlink: a datagram of " + received + " bytes");
        }
        return received;
    }

    private static int done(int result, String doing) throws ScanException {
        if (result < 0) {
            throw new ScanException("netlink: " + failure(doing));
        }
        return result;
    }

    private static String failure(String doing) {
        return "could not " + doing + ", error " + Native.getLastError();
    }
}
