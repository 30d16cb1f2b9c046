package netmon.scan.macos.ntstat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A source of the fake kernel. It writes its messages by offsets that stand here, not by those of the code under test.
 */
final class SyntheticSource {
    static final int TCP = 2;
    static final int TCP_FLOW = 3;
    static final int UDP = 4;
    static final int UDP_FLOW = 5;
    static final int QUIC = 8;

    final long srcref;
    final int provider;
    long received;
    long sent;
    long receivedPackets;
    long sentPackets;
    long wifiReceived;
    long wiredSent;
    int pid = 501;
    int epid = 501;
    long upid = 70_501;
    long eupid = 70_501;
    int interfaceIndex = 4;
    int state = 4;
    String name = "program";
    byte[] local = sockaddr("10.0.0.2", 50_000);
    byte[] remote = sockaddr("203.0.113.7", 443);

    SyntheticSource(long srcref, int provider) {
        this.srcref = srcref;
        this.provider = provider;
    }

    SyntheticSource moved(long received, long sent) {
        this.received = received;
        this.sent = sent;
        return this;
    }

    boolean isTcpLike() {
        return provider == TCP || provider == TCP_FLOW || provider == QUIC;
    }

    /** SRC_UPDATE, or of another type with the same frame. */
    byte[] update(Release release, int flags, int type) {
        byte[] descriptor = descriptor(release);
        byte[] bytes = new byte[152 + descriptor.length];
        ByteBuffer message = message(bytes, 0, type, flags);
        message.putLong(16, srcref);
        counts(message);
        message.putInt(144, provider).put(152, descriptor);
        return bytes;
    }

    byte[] update(Release release, int flags) {
        return update(release, flags, 10006);
    }

    byte[] countsMessage(int flags) {
        byte[] bytes = new byte[144];
        ByteBuffer message = message(bytes, 0, 10004, flags);
        message.putLong(16, srcref);
        counts(message);
        return bytes;
    }

    byte[] descriptionMessage(Release release, int flags) {
        byte[] descriptor = descriptor(release);
        byte[] bytes = new byte[40 + descriptor.length];
        message(bytes, 0, 10003, flags).putLong(16, srcref).putInt(32, provider).put(40, descriptor);
        return bytes;
    }

    byte[] removed(int flags) {
        byte[] bytes = new byte[24];
        message(bytes, 0, 10002, flags).putLong(16, srcref);
        return bytes;
    }

    byte[] added() {
        byte[] bytes = new byte[32];
        message(bytes, 0, 10001, 0).putLong(16, srcref).putInt(24, provider);
        return bytes;
    }

    static byte[] success(long context, int flags) {
        byte[] bytes = new byte[16];
        message(bytes, context, 0, flags);
        return bytes;
    }

    static byte[] error(long context, int errno) {
        byte[] bytes = new byte[24];
        message(bytes, context, 1, 0).putInt(16, errno);
        return bytes;
    }

    /** A message without a body. */
    static byte[] empty(int type, int length) {
        byte[] bytes = new byte[length];
        message(bytes, 0, type, 0);
        return bytes;
    }

    /** Writes the header of a message that fills the bytes. */
    private static ByteBuffer message(byte[] bytes, long context, int type, int flags) {
        ByteBuffer message = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        message.putLong(0, context).putInt(8, type);
        return message.putShort(12, (short) bytes.length).putShort(14, (short) flags);
    }

    static byte[] sockaddr(String address, int port) {
        try {
            byte[] number = InetAddress.getByName(address).getAddress();
            ByteBuffer bytes = ByteBuffer.allocate(28); // big endian, as ports and addresses are
            bytes.put((byte) (number.length == 4 ? 16 : 28)).put((byte) (number.length == 4 ? 2 : 30));
            bytes.putShort((short) port).put(number.length == 4 ? 4 : 8, number);
            return bytes.array();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void counts(ByteBuffer message) {
        message.putLong(32, receivedPackets).putLong(40, received);
        message.putLong(48, sentPackets).putLong(56, sent);
        message.putLong(80, wifiReceived).putLong(104, wiredSent);
    }

    private byte[] descriptor(Release release) {
        ByteBuffer bytes = ByteBuffer.allocate(isTcpLike() ? release.tcpBytes() : release.udpBytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.capacity() < (isTcpLike() ? 260 : 200)) {
            return bytes.array();
        }
        bytes.putLong(0, upid).putLong(8, eupid);
        if (isTcpLike()) {
            bytes.putInt(72, interfaceIndex).putInt(76, state).putInt(116, pid).putInt(120, epid);
            bytes.put(124, local).put(152, remote).put(196, text);
        } else {
            bytes.put(56, local).put(84, remote).putInt(112, interfaceIndex);
            bytes.putInt(128, pid).put(132, text).putInt(196, epid);
        }
        return bytes.array();
    }

    /** Lengths of the descriptors. */
    record Release(int tcpBytes, int udpBytes) {
        static final Release MACOS_12 = new Release(336, 272);
        static final Release MACOS_14 = new Release(344, 280);
        static final Release MACOS_27 = new Release(360, 280);
    }
}
