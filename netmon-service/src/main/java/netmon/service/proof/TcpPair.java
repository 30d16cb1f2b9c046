package netmon.service.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Traffic;

/** Two connected TCP sockets of this process over loopback. */
final class TcpPair implements AutoCloseable {
    /** Less than the send and receive buffers of every system together, so that one thread can write and then read. */
    private static final int CHUNK = 16 << 10;

    private static final int STUCK_BUFFER = 64 << 10;

    private final int version;
    private final SocketChannel client;
    private final SocketChannel server;
    private final Endpoint clientEnd;
    private final Endpoint serverEnd;
    private long up;
    private long down;
    private long segments;

    private TcpPair(int version, SocketChannel client, SocketChannel server) throws IOException {
        this.version = version;
        this.client = client;
        this.server = server;
        this.clientEnd = end(client);
        this.serverEnd = end(server);
    }

    /** @param stuck whether the buffers are small, so that they fill soon */
    static TcpPair open(InetAddress loopback, boolean stuck) throws IOException {
        int version = loopback.getAddress().length == 4 ? 4 : 6;
        ProtocolFamily family = version == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        try (ServerSocketChannel listener = ServerSocketChannel.open(family)) {
            if (stuck) {
                listener.setOption(StandardSocketOptions.SO_RCVBUF, STUCK_BUFFER);
            }
            listener.bind(new InetSocketAddress(loopback, 0));
            SocketChannel client = SocketChannel.open(family);
            try {
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                if (stuck) {
                    client.setOption(StandardSocketOptions.SO_SNDBUF, 4 * STUCK_BUFFER);
                }
                client.connect(listener.getLocalAddress());
                SocketChannel server = listener.accept();
                server.setOption(StandardSocketOptions.TCP_NODELAY, true);
                return new TcpPair(version, client, server);
            } catch (IOException e) {
                client.close();
                throw e;
            }
        }
    }

    /** Moves bytes both ways in large writes. */
    void exchange(int clientToServer, int serverToClient) throws IOException {
        move(client, server, clientToServer, CHUNK);
        move(server, client, serverToClient, CHUNK);
        up += clientToServer;
        down += serverToClient;
    }

    /** Sends small requests, each of which is answered before the next: none can share a segment with another. */
    void pingPong(int rounds, int request, int answer) throws IOException {
        for (int i = 0; i < rounds; i++) {
            move(client, server, request, request);
            move(server, client, answer, answer);
        }
        up += (long) rounds * request;
        down += (long) rounds * answer;
        segments += rounds;
    }

    /** Writes until the buffers are full; the other end reads nothing. */
    void fill() throws IOException {
        client.configureBlocking(false);
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        int refused = 0;
        while (refused < 3) {
            bytes.clear();
            int written = client.write(bytes);
            up += written;
            refused = written == 0 ? refused + 1 : 0;
        }
    }

    /** Both sockets, as each of them sees what was moved. */
    List<ProofTransfer> transfers(ProofTransfer.TransferKind kind) {
        return List.of(
                new ProofTransfer(kind, Protocol.TCP, version, clientEnd, serverEnd, new Traffic(down, up), segments),
                new ProofTransfer(kind, Protocol.TCP, version, serverEnd, clientEnd, new Traffic(up, down), segments));
    }

    private static void move(SocketChannel from, SocketChannel to, int bytes, int chunk) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(chunk);
        ByteBuffer in = ByteBuffer.allocate(chunk);
        for (int left = bytes; left > 0; left -= chunk) {
            int size = Math.min(chunk, left);
            out.clear().limit(size);
            while (out.hasRemaining()) {
                from.write(out);
            }
            in.clear().limit(size);
            while (in.hasRemaining()) {
                if (to.read(in) < 0) {
                    throw new IOException("a loopback connection ended");
                }
            }
        }
    }

    private static Endpoint end(SocketChannel channel) throws IOException {
        InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
        return new Endpoint(Address.of(local.getAddress()), local.getPort());
    }

    @Override
    public void close() throws IOException {
        try (client) {
            server.close();
        }
    }
}
