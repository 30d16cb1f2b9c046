package netmon.scan.linux.ebpf;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** Moves a known number of bytes between two processes; each end is started with its own arguments. */
final class Transfer {
    static final int PORT = 5001;
    static final int TCP_BYTES = 5_000_000;
    static final int DATAGRAMS = 400;
    static final int DATAGRAM = 1200;

    /** Every wait ends, so that no test hangs. */
    private static final int LIMIT_MILLIS = 20_000;

    private Transfer() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "tcp-server" -> serveTcp();
            case "tcp-client" -> sendTcp(arguments[1]);
            case "udp-server" -> serveUdp();
            case "udp-client" -> sendUdp(arguments[1]);
            default -> throw new IllegalArgumentException(Arrays.toString(arguments));
        }
    }

    private static void serveTcp() throws IOException {
        try (ServerSocket server = new ServerSocket(PORT, 1, InetAddress.getByName("0.0.0.0"))) {
            server.setSoTimeout(LIMIT_MILLIS);
            say("ready");
            try (Socket client = server.accept()) {
                client.setSoTimeout(LIMIT_MILLIS);
                client.getInputStream().readAllBytes();
                client.getOutputStream().write(new byte[TCP_BYTES / 10]);
            }
        }
    }

    /** Half-closes and reads to the end: so no FIN meets a TIME_WAIT socket, which the programs do not see. */
    private static void sendTcp(String address) throws IOException {
        try (Socket socket = new Socket(address, PORT)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(new byte[TCP_BYTES]);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    private static void serveUdp() throws IOException {
        try (DatagramSocket server = new DatagramSocket(PORT, InetAddress.getByName("0.0.0.0"))) {
            server.setSoTimeout(LIMIT_MILLIS);
            say("ready");
            DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
            for (int i = 0; i < DATAGRAMS; i++) {
                server.receive(packet);
                server.send(new DatagramPacket(new byte[1], 1, packet.getSocketAddress()));
            }
        }
    }

    /** Waits for each answer, so that no datagram is dropped and no port is closed too early. */
    private static void sendUdp(String address) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(LIMIT_MILLIS);
            DatagramPacket answer = new DatagramPacket(new byte[1], 1);
            for (int i = 0; i < DATAGRAMS; i++) {
                socket.send(new DatagramPacket(new byte[DATAGRAM], DATAGRAM, new InetSocketAddress(address, PORT)));
                socket.receive(answer);
            }
        }
    }

    private static void say(String word) {
        System.out.println(word);
        System.out.flush();
    }
}
