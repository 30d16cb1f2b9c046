package netmon.scan.linux.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import netmon.model.OwnerProcess;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.FakeClock;
import netmon.scan.ProgramOutput;
import netmon.scan.linux.LinuxMachine;
import netmon.scan.linux.netlink.LibC;
import netmon.scan.linux.processes.LinuxProcesses;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A connection of multipath TCP (MPTCP): the kernel lists each of its paths as a TCP socket with the program's inode.
 */
@EnabledOnOs(OS.LINUX)
class MultipathTest {
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int IPPROTO_MPTCP = 262;
    private static final int SOCKADDR_IN = 16;
    private static final int PORT_AT = 2;
    private static final int ADDRESS_AT = 4;
    private static final int BYTES = 30_000;
    private static final int LOOKS = 200;

    /** Opens a socket by the C library, since Java's own sockets have no protocol but TCP. */
    private static final class Calls {
        static {
            Native.register(Calls.class, "c");
        }

        static native int bind(int socket, Pointer address, int length);

        static native int listen(int socket, int backlog);

        static native int connect(int socket, Pointer address, int length);

        static native int accept(int socket, Pointer address, Pointer length);

        static native int getsockname(int socket, Pointer address, IntByReference length);
    }

    @Test
    void itsBytesAreMeasuredAndItsOwnerIsKnown() throws Exception {
        int listener = LibC.socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);
        Assumptions.assumeTrue(listener >= 0, "this kernel has no MPTCP");
        int client = LibC.socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);
        int accepted = -1;
        try (Memory address = ownAddress();
                LinuxMachine machine = new LinuxMachine(Path.of("/"), ProgramOutput::of)) {
            assertEquals(0, Calls.bind(listener, address, SOCKADDR_IN));
            assertEquals(0, Calls.listen(listener, 1));
            assertEquals(0, Calls.getsockname(listener, address, new IntByReference(SOCKADDR_IN)));
            assertEquals(0, Calls.connect(client, address, SOCKADDR_IN));
            accepted = Calls.accept(listener, Pointer.NULL, Pointer.NULL);
            move(client, accepted);
            int port = Short.toUnsignedInt(address.getByteBuffer(PORT_AT, Short.BYTES)
                    .order(ByteOrder.BIG_ENDIAN)
                    .getShort());
            Socket found = connectedTo(port, machine);
            assertEquals(new Traffic(0, BYTES), found.payload());
            assertEquals(
                    List.of(ProcessHandle.current().pid()),
                    found.owners().stream().map(OwnerProcess::pid).toList());
        } finally {
            LibC.close(listener);
            LibC.close(client);
            LibC.close(accepted);
        }
    }

    /** An address outside loopback, since sockets on loopback are not listed, and any port. */
    private static Memory ownAddress() throws Exception {
        List<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
                .toList();
        Assumptions.assumeFalse(own.isEmpty(), "this machine has loopback only");
        Memory address = new Memory(SOCKADDR_IN);
        address.clear();
        address.setShort(0, (short) AF_INET);
        address.write(ADDRESS_AT, own.get(0).getAddress(), 0, 4);
        return address;
    }

    private static void move(int from, int to) {
        try (Memory bytes = new Memory(BYTES)) {
            bytes.clear();
            assertEquals(BYTES, LibC.send(from, bytes, new NativeLong(BYTES), 0).intValue());
            int received = 0;
            while (received < BYTES) {
                int more = LibC.recv(to, bytes, new NativeLong(BYTES), 0).intValue();
                Assumptions.assumeTrue(more > 0, "the connection broke");
                received += more;
            }
        }
    }

    /** Polls until all bytes are reported: the kernel counts them a little later. */
    private static Socket connectedTo(int port, LinuxMachine machine) throws Exception {
        SockDiag source = new SockDiag(machine, new LinuxProcesses(Path.of("/")), new FakeClock());
        @Nullable Socket last = null;
        for (int poll = 0; poll < LOOKS; poll++) {
            for (Socket each : source.read().sockets()) {
                if (each.remote().port() == port) {
                    last = each;
                }
            }
            if (last != null && new Traffic(0, BYTES).equals(last.payload())) {
                return last;
            }
        }
        throw new AssertionError("no connection to " + port + " with its bytes, but " + last);
    }
}
