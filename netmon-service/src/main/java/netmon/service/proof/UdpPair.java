package netmon.service.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Traffic;

/** Two UDP sockets of this process, connected to each other over loopback. */
final class UdpPair implements AutoCloseable {
    private final int version;
    private final DatagramChannel one;
    private final DatagramChannel other;
    private final Endpoint oneEnd;
    private final Endpoint otherEnd;
    private long up;
    private long down;
    private long datagrams;

    private UdpPair(int version, DatagramChannel one, DatagramChannel other) throws IOException {
        this.version = version;
        this.one = one;
        this.other = other;
        one.connect(other.getLocalAddress());
        other.connect(one.getLocalAddress());
        this.oneEnd = end(one);
        this.otherEnd = end(other);
    }

    static UdpPair open(InetAddress loopback) throws IOException {
        int version = loopback.getAddress().length == 4 ? 4 : 6;
        ProtocolFamily family = version == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        DatagramChannel one = DatagramChannel.open(family);
        try {
            one.bind(new InetSocketAddress(loopback, 0));
            DatagramChannel other = DatagramChannel.open(family);
            try {
                other.bind(new InetSocketAddress(loopback, 0));
                return new UdpPair(version, one, other);
            } catch (IOException e) {
                other.close();
                throw e;
            }
        } catch (IOException e) {
            one.close();
            throw e;
        }
    }

    /** Sends datagrams one after the other; each is read before the next, since a full buffer would drop some. */
    void exchange(int rounds, int request, int answer) throws IOException {
        one.configureBlocking(true);
        for (int i = 0; i < rounds; i++) {
            move(one, other, request);
            move(other, one, answer);
        }
        up += (long) rounds * request;
        down += (long) rounds * answer;
        datagrams += rounds;
    }

    List<ProofTransfer> transfers(ProofTransfer.TransferKind kind) {
        return List.of(
                new ProofTransfer(kind, Protocol.UDP, version, oneEnd, otherEnd, new Traffic(down, up), datagrams),
                new ProofTransfer(kind, Protocol.UDP, version, otherEnd, oneEnd, new Traffic(up, down), datagrams));
    }

    private static void move(DatagramChannel from, DatagramChannel to, int bytes) throws IOException {
        from.write(ByteBuffer.allocate(bytes));
        if (to.read(ByteBuffer.allocate(bytes)) != bytes) {
            throw new IOException("a loopback datagram was cut");
        }
    }

    private static Endpoint end(DatagramChannel channel) throws IOException {
        InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
        return new Endpoint(Address.of(local.getAddress()), local.getPort());
    }

    @Override
    public void close() throws IOException {
        try (one) {
            other.close();
        }
    }
}
