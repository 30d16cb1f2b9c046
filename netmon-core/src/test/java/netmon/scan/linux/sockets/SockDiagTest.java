package netmon.scan.linux.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.IpCounts;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.FakeClock;
import netmon.scan.ScanException;
import netmon.scan.linux.FakeProc;
import netmon.scan.linux.Recorded;
import netmon.scan.linux.netlink.NetlinkMessages;
import netmon.scan.linux.owners.InodeOwners;
import netmon.scan.linux.owners.SocketOwners;
import netmon.scan.linux.processes.LinuxProcesses;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses the recorded dumps that {@link SockDiagMessagesTest} describes. */
class SockDiagTest {
    private static final ByteBuffer NOTHING = end();

    @TempDir
    private Path root;

    private final Recorded machine = new Recorded()
            .with("sock_diag tcp4", Recorded.resource("sock_diag-tcp4.bin"))
            .with("sock_diag tcp6", Recorded.resource("sock_diag-tcp6.bin"))
            .with("sock_diag udp4", Recorded.resource("sock_diag-udp4.bin"))
            .with("sock_diag udp6", Recorded.resource("sock_diag-udp6.bin"))
            .with("sock_diag destroyed", NOTHING)
            .with("proc net snmp", "Ip: ForwDatagrams\nIp: 0\nUdp: InDatagrams OutDatagrams\nUdp: 5 6\n")
            .with("proc net netstat", "IpExt: InOctets OutOctets\nIpExt: 700 800\n");
    private FakeProc proc = new FakeProc(Path.of("/nowhere-yet"));
    private SockDiag source =
            new SockDiag(machine, owners(Path.of("/nowhere-yet")), new QuickPollPause(() -> 0, nanos -> {}), 100);

    private static SocketOwners owners(Path root) {
        return new SocketOwners(new LinuxProcesses(root), new FakeClock());
    }

    @BeforeEach
    void prepare() {
        proc = new FakeProc(root);
        source = new SockDiag(machine, owners(root), new QuickPollPause(() -> 0, nanos -> {}), 100);
    }

    @Test
    void aPollHasTcpAndUdpWithBytesSegmentsAndOwners() throws ScanException {
        proc.process(10, "client", inode("connected 4001")).process(11, "server", inode("accepted 4001"));
        SocketTable table = source.read();
        assertEquals(19, table.sockets().size());
        assertTrue(table.reportsClosed());
        assertFalse(table.torn());
        assertEquals(new IpCounts(new Segments(5, 6), new Traffic(700, 800), 0), table.ip());
        Socket client = connected(table, 4001);
        assertEquals(new Traffic(5000, 1000), client.payload());
        assertEquals(List.of("/opt/app/client"), paths(client));
        assertFalse(client.closed());
        assertEquals(List.of("/opt/app/server"), paths(accepted(table, 4001)));
        assertEquals(List.of(), paths(connected(table, 4002)));
    }

    @Test
    void aSocketThatDidNotChangeIsTheSameObject() throws ScanException {
        Socket first = connected(source.read(), 4001);
        assertSame(first, connected(source.read(), 4001));
    }

    @Test
    void processesAreWalkedThroughOnlyForNewInodes() throws ScanException {
        inodes().forEach((name, inode) -> proc.process((int) (100 + inode % 10_000), "app", inode));
        source.read();
        assertEquals(1, source.tally().walks());
        source.read();
        source.read();
        assertEquals(1, source.tally().walks());
        assertEquals(0, source.tally().unknown());
    }

    @Test
    void anOwnerThatWasNotFoundIsSearchedThreeTimesThenOnlyAlongWithNewSockets() throws ScanException {
        for (int poll = 1; poll <= 100; poll++) {
            source.read();
        }
        assertEquals(3, source.tally().walks()); // at the polls 1, 2 and 4
        proc.process(10, "late", inode("connected 4002"));
        machine.with("sock_diag udp4", NOTHING);
        source.read();
        machine.with("sock_diag udp4", Recorded.resource("sock_diag-udp4.bin"));
        assertEquals(List.of("/opt/app/late"), paths(connected(source.read(), 4002)));
        assertEquals(4, source.tally().walks());
    }

    @Test
    void theRestOfAnExpensiveSearchWaitsUntilTheBudgetIsSaved() throws ScanException {
        for (int pid = 1; pid <= 100; pid++) {
            proc.process(pid, "app" + pid);
        }
        FakeClock clock = FakeClock.slow(Duration.ofMillis(100));
        source = new SockDiag(
                machine,
                new SocketOwners(new LinuxProcesses(root), clock),
                new QuickPollPause(() -> 0, nanos -> {}),
                100);
        source.read();
        source.read();
        source.read();
        assertEquals(1, source.tally().walks());
        clock.advance(Duration.ofMinutes(10));
        source.read();
        assertEquals(2, source.tally().walks());
    }

    @Test
    void aSocketThatClosedIsListedOnceWithItsLastCountersAndItsOwner() throws ScanException {
        proc.process(10, "client", inode("connected 4001"));
        source.read();
        machine.with("sock_diag destroyed", destroyed());
        Socket closed = connected(source.read(), 4001);
        assertTrue(closed.closed());
        assertEquals(new Traffic(5000, 1000), closed.payload());
        assertEquals(List.of("/opt/app/client"), paths(closed));
        machine.with("sock_diag destroyed", NOTHING).with("sock_diag tcp4", NOTHING);
        assertTrue(source.read().sockets().stream()
                .noneMatch(socket -> socket.remote().port() == 4001));
    }

    @Test
    void socketsOfOtherUsersAreCountedAndHaveNoOwnerEvenIfTheirRemoteEndIsKnown() throws ScanException {
        source = new SockDiag(machine, new Nobody(), new QuickPollPause(() -> 0, nanos -> {}), 100);
        assertTrue(source.read().sockets().stream()
                .allMatch(socket -> socket.owners().isEmpty()));
        assertEquals(19, source.tally().others());
        assertEquals(0, source.tally().unknown());
        machine.with("sock_diag destroyed", anotherCookie(destroyed()));
        assertTrue(source.read().sockets().stream()
                .filter(socket -> socket.closed() && socket.remote().port() == 4001)
                .allMatch(socket -> socket.owners().equals(List.of(OwnerProcess.OTHER_USER))));
    }

    /** A user who owns no socket and may not inspect other processes. */
    private static final class Nobody implements InodeOwners {
        @Override
        public boolean canFind(int socketUid) {
            return false;
        }

        @Override
        public FoundOwners find(Set<Long> inodes) {
            return new FoundOwners(Map.of(), true);
        }

        @Override
        public Map<Long, List<OwnerProcess>> findQuickly(Set<Long> inodes) {
            return Map.of();
        }

        @Override
        public boolean isAlive(OwnerProcess process) {
            return false;
        }

        @Override
        public @Nullable OwnerProcess parent(OwnerProcess process) {
            return null;
        }

        @Override
        public Map<Long, Long> ranNanos(Set<Long> pids) {
            return Map.of();
        }

        @Override
        public boolean isRetryDue() {
            return true;
        }

        @Override
        public long walks() {
            return 0;
        }
    }

    @Test
    void theRunTimesOfOwnersOfUdpSocketsAreReportedFromTheSecondPollOn() throws ScanException {
        proc.process(10, "call", anyUdpInode()).ran(10, 10, 60_000_000);
        assertEquals(Map.of(), source.read().ranNanos());
        proc.ran(10, 10, 60_007_000);
        assertEquals(Map.of(10L, 7000L), source.read().ranNanos());
        assertEquals(Map.of(10L, 0L), source.read().ranNanos());
    }

    /** It ran no more since the last poll than since its start. */
    @Test
    void theRunTimeOfAProcessThatRanLittleIsReportedAtOnce() throws ScanException {
        proc.process(10, "call", anyUdpInode()).ran(10, 10, 5000);
        assertEquals(Map.of(10L, 5000L), source.read().ranNanos());
        assertEquals(Map.of(10L, 0L), source.read().ranNanos());
    }

    private static long anyUdpInode() throws ScanException {
        long[] inode = new long[1];
        SockDiagMessages.each("udp4", Recorded.resource("sock_diag-udp4.bin"), row -> inode[0] = row.inode());
        return inode[0];
    }

    @Test
    void aSocketNeverSeenOpenBelongsToTheProgramThatTalkedToItsRemoteEnd() throws ScanException {
        proc.process(10, "client", inode("connected 4001"));
        source.read();
        machine.with("sock_diag destroyed", anotherCookie(destroyed()));
        Socket unseen = source.read().sockets().stream()
                .filter(socket -> socket.closed() && socket.remote().port() == 4001)
                .findFirst()
                .orElseThrow();
        assertEquals(Set.of("/opt/app/client", "null"), Set.copyOf(paths(unseen)), "a part is nobody's");
        assertEquals(new Traffic(5000, 1000), unseen.payload());
    }

    /** The descriptors of the program that talked to the same remote end were searched, and do not have it. */
    @Test
    void anOpenSocketThatNobodyHasIsNotTheProgramsThatTalkedToItsRemoteEnd() throws ScanException {
        proc.process(10, "client", inode("connected 4001"));
        source.read();
        machine.with("sock_diag tcp4", anotherCookie(Recorded.resource("sock_diag-tcp4.bin")));
        proc.process(10, "client", 1);
        assertTrue(source.read().sockets().stream()
                .filter(socket -> socket.id() >= 1L << 48 && !socket.listening())
                .allMatch(socket -> socket.owners().isEmpty()));
    }

    @Test
    void anOwnerThatWasNotObservedIsMarkedAsInferred() throws ScanException {
        proc.process(10, "client", inode("connected 4001"));
        assertFalse(connected(source.read(), 4001).inferred());
        machine.with("sock_diag destroyed", anotherCookie(destroyed()));
        SocketTable table = source.read();
        assertTrue(table.sockets().stream()
                .filter(socket -> socket.closed() && socket.remote().port() == 4001)
                .allMatch(Socket::inferred));
    }

    @Test
    void aSocketNeverSeenOpenThatConnectedToAListenerBelongsToIt() throws ScanException {
        proc.process(10, "server", inode("listening 4001")).process(11, "worker", inode("listening 6002"));
        source.read();
        machine.with("sock_diag destroyed", anotherCookie(destroyed()));
        Socket unseen = source.read().sockets().stream()
                .filter(socket -> socket.closed() && socket.local().port() == 4001)
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("/opt/app/server"), paths(unseen));
    }

    @Test
    void lostEventsAreReportedAndCounted() throws ScanException {
        source.read();
        machine.with("sock_diag destroyed", withOverrun());
        assertFalse(source.read().reportsClosed());
        machine.with("sock_diag destroyed", NOTHING);
        assertTrue(source.read().reportsClosed());
        assertEquals(1, source.tally().overruns());
    }

    @Test
    void aKernelThatRefusesClosedSocketsIsAskedSeldom() throws ScanException {
        machine.without("sock_diag destroyed");
        for (int poll = 0; poll < 60; poll++) {
            assertFalse(source.read().reportsClosed());
        }
        assertEquals(1, machine.asked("sock_diag destroyed"));
        machine.with("sock_diag destroyed", NOTHING);
        assertTrue(source.read().reportsClosed());
    }

    @Test
    void aSocketThatIsMissingWithoutAnEventIsKeptForTwoPolls() throws ScanException {
        source.read();
        machine.with("sock_diag tcp4", NOTHING).with("sock_diag udp4", NOTHING);
        machine.with("sock_diag udp6", NOTHING);
        assertEquals(16, tcp(source.read()));
        assertEquals(16, tcp(source.read()));
        assertEquals(5, tcp(source.read()));
    }

    @Test
    void aUdpSocketThatIsGoneIsListedOnceMoreWithItsOwner() throws ScanException {
        proc.process(10, "client", inode("connected 5353"));
        source.read();
        machine.with("sock_diag udp4", NOTHING);
        Socket gone = connected(source.read(), 5353);
        assertTrue(gone.closed());
        assertEquals(List.of("/opt/app/client"), paths(gone));
        assertTrue(source.read().sockets().stream()
                .noneMatch(socket -> socket.remote().port() == 5353));
    }

    private static long tcp(SocketTable table) {
        return table.sockets().stream()
                .filter(socket -> socket.protocol() == Protocol.TCP)
                .count();
    }

    @Test
    void aKernelWithoutUdpListsTcp() throws ScanException {
        machine.without("sock_diag udp4");
        SocketTable table = source.read();
        assertEquals(16, table.sockets().size());
        assertTrue(table.torn());
        source.read();
        assertEquals(1, machine.asked("sock_diag udp4"));
    }

    @Test
    void withoutTcpThereIsNoTable() {
        machine.without("sock_diag tcp6");
        assertThrows(ScanException.class, source::read);
    }

    @Test
    void moreSocketsThanMemoryHoldsAreAnError() {
        source = new SockDiag(machine, owners(root), new QuickPollPause(() -> 0, nanos -> {}), 10);
        assertThrows(ScanException.class, source::read);
    }

    private static Socket connected(SocketTable table, int port) {
        return table.sockets().stream()
                .filter(socket -> socket.remote().port() == port)
                .findFirst()
                .orElseThrow();
    }

    private static Socket accepted(SocketTable table, int port) {
        return table.sockets().stream()
                .filter(socket -> socket.local().port() == port && !socket.listening())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> paths(Socket socket) {
        return socket.owners().stream()
                .map(OwnerProcess::path)
                .map(String::valueOf)
                .toList();
    }

    private static long inode(String name) throws ScanException {
        return inodes().getOrDefault(name, 0L);
    }

    /** The inodes of the recorded sockets, by dump and port. */
    private static Map<String, Long> inodes() throws ScanException {
        Map<String, Long> inodes = new HashMap<>();
        for (String dump : List.of("tcp4", "tcp6", "udp4", "udp6")) {
            SockDiagMessages.each(dump, Recorded.resource("sock_diag-" + dump + ".bin"), row -> {
                int local = row.local(null).port();
                int remote = row.remote(null).port();
                String part = row.isListening() ? "listening " : local < 10_000 ? "accepted " : "connected ";
                inodes.put(part + Math.min(local, remote == 0 ? local : remote), row.inode());
            });
        }
        return inodes;
    }

    private static ByteBuffer destroyed() {
        ByteBuffer events = Recorded.resource("sock_diag-destroyed.bin");
        return ByteBuffer.allocate(events.limit() + NetlinkMessages.HEADER)
                .put(events)
                .put(end())
                .flip();
    }

    /** The recorded events, for sockets that no poll has seen. */
    private static ByteBuffer anotherCookie(ByteBuffer events) throws ScanException {
        int cookieAt = 44;
        NetlinkMessages.each("test", events, (type, data, from, to) -> data.put(from + cookieAt + 6, (byte) 1));
        return events;
    }

    private static ByteBuffer withOverrun() {
        return ByteBuffer.allocate(2 * NetlinkMessages.HEADER)
                .put(header(NetlinkMessages.OVERRUN))
                .put(end())
                .flip();
    }

    private static ByteBuffer end() {
        return header(NetlinkMessages.DONE);
    }

    private static ByteBuffer header(int type) {
        return ByteBuffer.allocate(NetlinkMessages.HEADER)
                .order(ByteOrder.nativeOrder())
                .putInt(NetlinkMessages.HEADER)
                .putShort((short) type)
                .putShort((short) 0)
                .putInt(0)
                .putInt(0)
                .flip();
    }
}
