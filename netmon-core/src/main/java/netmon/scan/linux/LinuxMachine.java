package netmon.scan.linux;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Address;
import netmon.scan.Machine;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.linux.netlink.NativeBuffer;
import netmon.scan.linux.netlink.Netlink;
import netmon.scan.linux.netlink.NetlinkMessages;
import netmon.scan.linux.owners.SocketHolders;
import netmon.scan.linux.processes.LinuxProcesses;
import org.jspecify.annotations.Nullable;

/**
 * This Linux machine. Besides files of {@code /proc} ({@code proc net dev}) it answers, with netlink messages as they
 * came: {@code links}; {@code sock_diag tcp4}, {@code tcp6}, {@code udp4}, {@code udp6}; and {@code sock_diag
 * destroyed}, the TCP sockets that closed since the last such question, ended by a DONE of our own, with an OVERRUN
 * where events were lost. {@code socket owners} is the text of {@link SocketHolders}. Other names are command lines and
 * are handed on. Not for several threads at once.
 */
public final class LinuxMachine implements Machine, AutoCloseable {
    private static final int RTM_GETLINK = 18;
    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int TCP_DESTROY = 1;
    private static final int TCP6_DESTROY = 3;

    private static final byte AF_INET = 2;
    private static final byte AF_INET6 = 10;
    private static final byte IPPROTO_TCP = 6;
    private static final byte IPPROTO_UDP = 17;

    /** All states but TIME_WAIT (6) and SYN_RECV (3, 12): they have no counters, and there may be very many. */
    private static final int STATES = ~(1 << 6 | 1 << 3 | 1 << 12);

    private static final byte INFO = 1 << 1; // INET_DIAG_INFO is attribute 2, whose bit is 2 - 1

    /** No file that is read here comes near; a bound for what might be found in its place. */
    private static final int MAX_FILE_BYTES = 4 * 1024 * 1024;

    private final Path root;
    private final ProgramCall programs;
    private final SocketHolders holders;
    private final NativeBuffer answer = new NativeBuffer();
    private ByteBuffer file = ByteBuffer.allocateDirect(16 * 1024);
    private String boot = "";
    private @Nullable Netlink routes;
    private @Nullable Netlink sockets;
    private @Nullable Netlink destroyed;

    /** Runs an outside program. */
    @FunctionalInterface
    public interface ProgramCall {
        /** Its output; the command line has no folder in front of the program. */
        ProgramOutput run(String commandLine) throws ScanException;
    }

    /**
     * Opens nothing yet.
     *
     * @param root the folder that {@code proc} lies in: {@code /}
     * @param programs runs what is no file and no dump
     */
    public LinuxMachine(Path root, ProgramCall programs) {
        this.root = root;
        this.programs = programs;
        this.holders = new SocketHolders(new LinuxProcesses(root));
    }

    @Override
    public ProgramOutput read(String name) throws ScanException {
        return switch (name) {
            case "links" -> links();
            case "sock_diag tcp4" -> sockets(AF_INET, IPPROTO_TCP);
            case "sock_diag tcp6" -> sockets(AF_INET6, IPPROTO_TCP);
            case "sock_diag udp4" -> sockets(AF_INET, IPPROTO_UDP);
            case "sock_diag udp6" -> sockets(AF_INET6, IPPROTO_UDP);
            case "sock_diag destroyed" -> destroyed();
            case SocketHolders.QUESTION -> ProgramOutput.of(holders.list());
            default -> name.startsWith("proc ") ? file(name) : programs.run(name);
        };
    }

    @Override
    public Map<String, List<Address>> addresses() throws ScanException {
        Map<String, List<Address>> byName = new HashMap<>();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                List<Address> own = new ArrayList<>();
                each.inetAddresses()
                        .map((InetAddress address) -> Address.of(address))
                        .forEach(own::add);
                byName.put(each.getName(), own);
            }
        } catch (SocketException e) {
            throw new ScanException("could not list the interfaces' addresses: " + e.getMessage(), e);
        }
        return byName;
    }

    @Override
    public String boot() {
        if (boot.isEmpty()) {
            boot = readBoot();
        }
        return boot;
    }

    private String readBoot() {
        try {
            return Files.readString(root.resolve("proc/sys/kernel/random/boot_id"))
                    .strip();
        } catch (IOException e) {
            return ""; // such as too many open files: the next reading asks again
        }
    }

    @Override
    public void close() {
        routes = closed(routes);
        sockets = closed(sockets);
        destroyed = closed(destroyed);
    }

    private ProgramOutput links() throws ScanException {
        Netlink open = routes;
        if (open == null) {
            open = Netlink.open(Netlink.ROUTE);
            routes = open;
        }
        // struct ifinfomsg, all zero, and IFLA_EXT_MASK: without the statistics, which are most of the answer
        ByteBuffer body = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        body.putShort(16, (short) 8).putShort(18, (short) 29).putInt(20, 1 << 3);
        try {
            return dump(open, RTM_GETLINK, body.array());
        } catch (ScanException e) {
            routes = closed(routes);
            throw e;
        }
    }

    /** Asks with a {@code struct inet_diag_req_v2}; the rest of its 56 bytes would choose a single socket. */
    private ProgramOutput sockets(byte family, byte protocol) throws ScanException {
        Netlink open = sockets;
        if (open == null) {
            open = Netlink.open(Netlink.SOCK_DIAG);
            sockets = open;
        }
        ByteBuffer body = ByteBuffer.allocate(56).order(ByteOrder.nativeOrder());
        body.put(family).put(protocol).put(INFO).put((byte) 0).putInt(STATES);
        try {
            return dump(open, SOCK_DIAG_BY_FAMILY, body.array());
        } catch (ScanException e) {
            sockets = closed(sockets);
            throw e;
        }
    }

    private ProgramOutput dump(Netlink open, int type, byte[] body) throws ScanException {
        answer.clear();
        open.dump(type, body, answer);
        return new ProgramOutput(answer.bytes(), 0);
    }

    private ProgramOutput destroyed() throws ScanException {
        Netlink open = destroyed;
        if (open == null) {
            open = Netlink.open(Netlink.SOCK_DIAG, TCP_DESTROY, TCP6_DESTROY);
            destroyed = open;
        }
        answer.clear();
        try {
            open.drain(answer);
        } catch (ScanException e) {
            destroyed = closed(destroyed);
            throw e;
        }
        Netlink.appendHeader(answer, NetlinkMessages.DONE);
        return new ProgramOutput(answer.bytes(), 0);
    }

    private ProgramOutput file(String name) throws ScanException {
        Path path = root.resolve(name.replace(' ', '/'));
        file.clear();
        try (FileChannel channel = FileChannel.open(path)) {
            while (channel.read(file) >= 0) {
                if (!file.hasRemaining()) {
                    enlarge(path);
                }
            }
        } catch (IOException e) {
            throw new ScanException("could not read " + path + ": " + e, e);
        }
        return new ProgramOutput(file.flip().duplicate(), 0);
    }

    private void enlarge(Path path) throws ScanException {
        if (file.capacity() >= MAX_FILE_BYTES) {
            throw new ScanException(path + ": more than " + MAX_FILE_BYTES + " bytes");
        }
        file = ByteBuffer.allocateDirect(file.capacity() * 2).put(file.flip());
    }

    private static @Nullable Netlink closed(@Nullable Netlink socket) {
        if (socket != null) {
            socket.close();
        }
        return null;
    }
}
