package netmon.scan.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.FakeClock;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.counting.InterfaceRule;
import netmon.scan.linux.interfaces.ProcNetDev;
import netmon.scan.linux.processes.LinuxProcesses;
import netmon.scan.linux.sockets.SockDiag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Reads the kernel that the tests run on. */
@EnabledOnOs(OS.LINUX)
class LinuxMachineTest {
    private static final int LOOKS = 200;

    /** Polls until a socket without an owner is no longer searched. */
    private static final int SETTLED = 8;

    /** So many polls without new sockets are proof enough. */
    private static final int ENOUGH = 10;

    private final LinuxMachine machine = new LinuxMachine(Path.of("/"), command -> ProgramOutput.of("ran " + command));
    private final SockDiag source = new SockDiag(machine, new LinuxProcesses(Path.of("/")), new FakeClock());

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void theInterfacesAreThoseThatJavaKnows() throws Exception {
        Counters counters = new ProcNetDev(machine, new FakeClock(), InterfaceRule.AUTOMATIC).read();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            Interface found = counters.interfaces().stream()
                    .filter(candidate -> candidate.name().equals(each.getName()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Integer.toString(each.getIndex()), found.link());
            assertEquals(each.inetAddresses().count(), found.addresses().size());
            assertFalse(each.isLoopback() && found.counted());
        }
        assertEquals(36, counters.boot().length());
    }

    @Test
    void otherQuestionsAreCommands() throws ScanException {
        assertEquals("ran lsof -i", machine.read("lsof -i").text());
    }

    @Test
    void aMissingFileIsAnError() {
        assertThrows(ScanException.class, () -> machine.read("proc net nothing of that name"));
    }

    @Test
    void aFileLargerThanTheBufferIsReadWholeAndAHugeOneIsAnError(@TempDir Path root) throws Exception {
        LinuxMachine other = new LinuxMachine(root, ProgramOutput::of);
        Files.createDirectory(root.resolve("proc"));
        Files.writeString(root.resolve("proc/large"), "x".repeat(100_000));
        Files.writeString(root.resolve("proc/huge"), "x".repeat(5_000_000));
        assertEquals("x".repeat(100_000), other.read("proc large").text());
        assertThrows(ScanException.class, () -> other.read("proc huge"));
        assertEquals(100_000, other.read("proc large").bytes().remaining());
        assertEquals("", other.boot());
        Files.createDirectories(root.resolve("proc/sys/kernel/random"));
        Files.writeString(root.resolve("proc/sys/kernel/random/boot_id"), "a-b-c\n");
        assertEquals("a-b-c", other.boot(), "asked again until it is told");
    }

    @Test
    void aConnectionIsMeasuredFromItsBirthToItsEnd() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, ownAddress())) {
            boolean reportsClosed = source.read().reportsClosed();
            netmon.model.Socket open;
            try (Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                    Socket server = listener.accept()) {
                open = find(client.getLocalPort(), listener.getLocalPort(), false);
                assertEquals(new Traffic(0, 0), open.payload());
                move(client, server, 30_000);
                move(server, client, 70_000);
                open = find(client.getLocalPort(), listener.getLocalPort(), false);
                assertEquals(new Traffic(70_000, 30_000), open.payload());
                assertEquals(
                        List.of(ProcessHandle.current().pid()),
                        open.owners().stream()
                                .map(netmon.model.OwnerProcess::pid)
                                .toList());
            }
            Assumptions.assumeTrue(reportsClosed);
            netmon.model.Socket closed = find(open.local().port(), listener.getLocalPort(), true);
            assertEquals(new Traffic(70_000, 30_000), closed.payload());
            // Beside nobody, where the event comes so late that the owner is inferred.
            assertTrue(closed.owners().containsAll(open.owners()));
        }
    }

    @Test
    void aConnectionBetweenTwoPollsIsReported() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, ownAddress())) {
            boolean reportsClosed = source.read().reportsClosed();
            int port;
            try (Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                    Socket server = listener.accept()) {
                move(client, server, 30_000);
                port = client.getLocalPort();
            }
            Assumptions.assumeTrue(reportsClosed);
            assertEquals(
                    new Traffic(30_000, 0),
                    find(listener.getLocalPort(), port, true).payload());
        }
    }

    @Test
    void noPollWithoutNewSocketsWalksThroughTheProcesses() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, ownAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            find(client.getLocalPort(), listener.getLocalPort(), false);
            assertTrue(source.tally().walks() > 0);
            int quiet = 0;
            Set<Long> known = Set.of();
            for (int poll = 0; poll < LOOKS && quiet < ENOUGH; poll++) {
                move(client, server, 1000);
                long walks = source.tally().walks();
                Set<Long> present = ids(source.read());
                if (poll >= SETTLED && known.containsAll(present)) {
                    assertEquals(walks, source.tally().walks(), "walks through the processes");
                    quiet++;
                }
                known = present;
            }
            Assumptions.assumeTrue(quiet == ENOUGH, "others open sockets all the time");
        }
    }

    private static Set<Long> ids(SocketTable table) {
        return table.sockets().stream().map(netmon.model.Socket::id).collect(Collectors.toSet());
    }

    /** The first of this machine's addresses that is not loopback, since sockets on loopback are not listed. */
    private static InetAddress ownAddress() throws IOException {
        List<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        Assumptions.assumeFalse(own.isEmpty(), "this machine has loopback only");
        return own.get(0);
    }

    private static void move(Socket from, Socket to, int bytes) throws IOException {
        from.getOutputStream().write(new byte[bytes]);
        assertEquals(bytes, to.getInputStream().readNBytes(bytes).length);
    }

    /** Polls until it is there: the kernel reports closed sockets a little later. */
    private netmon.model.Socket find(int local, int remote, boolean closed) throws ScanException {
        for (int poll = 0; poll < LOOKS; poll++) {
            for (netmon.model.Socket each : source.read().sockets()) {
                if (each.local().port() == local && each.remote().port() == remote && each.closed() == closed) {
                    return each;
                }
            }
        }
        throw new AssertionError("no socket from " + local + " to " + remote);
    }
}
