package netmon.scan.linux.ebpf.programs;

import java.nio.ByteBuffer;

/**
 * An Ethernet frame for a test of the programs, which never is on a wire. Lengths and addresses in it are zero, since
 * the programs do not read them.
 */
public final class SyntheticFrame {
    static final int ETHERNET = 14;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ETHERTYPE_V4 = 0x0800;
    private static final int ETHERTYPE_V6 = 0x86dd;
    private static final int PAYLOAD = 100;

    private final byte[] bytes;
    private final int segments;
    private final int headers;

    private SyntheticFrame(ByteBuffer content, int segments, int headers) {
        this.bytes = new byte[content.capacity()];
        content.get(0, bytes);
        this.segments = segments;
        this.headers = headers;
    }

    /** IPv4 without options, TCP with 12 bytes of options. */
    public static SyntheticFrame tcp4(int segments) {
        return v4(TCP, 32, segments);
    }

    /** IPv6, TCP without options. */
    public static SyntheticFrame tcp6(int segments) {
        int transport = 20;
        ByteBuffer bytes = start(ETHERTYPE_V6, 40 + transport);
        bytes.put(ETHERNET, (byte) 0x60).put(ETHERNET + 6, (byte) TCP);
        putOffset(bytes, 40, transport);
        return new SyntheticFrame(bytes, segments, (segments - 1) * (40 + transport));
    }

    /** IPv4 without options, UDP. */
    public static SyntheticFrame udp4(int segments) {
        return v4(UDP, 8, segments);
    }

    /** The whole frame. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Into how many the kernel would cut it; 1 for a plain packet. */
    public int segments() {
        return segments;
    }

    /** Bytes of IP and TCP or UDP headers that the other segments would have. */
    public int headers() {
        return headers;
    }

    /** The number of bytes that the programs count for it. */
    public int length() {
        return bytes.length - ETHERNET;
    }

    private static SyntheticFrame v4(int protocol, int transport, int segments) {
        ByteBuffer bytes = start(ETHERTYPE_V4, 20 + transport);
        bytes.put(ETHERNET, (byte) 0x45).put(ETHERNET + 9, (byte) protocol);
        if (protocol == TCP) {
            putOffset(bytes, 20, transport);
        }
        return new SyntheticFrame(bytes, segments, (segments - 1) * (20 + transport));
    }

    private static ByteBuffer start(int type, int headers) {
        return ByteBuffer.allocate(ETHERNET + headers + PAYLOAD).putShort(12, (short) type);
    }

    /** TCP has its header's length in words of 4 bytes, in the upper half of byte 12. */
    private static void putOffset(ByteBuffer bytes, int network, int transport) {
        int words = transport / Integer.BYTES;
        bytes.put(ETHERNET + network + 12, (byte) (words << 4));
    }
}
