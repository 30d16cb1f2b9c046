package netmon.scan.linux.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import netmon.model.Address;
import netmon.model.ContainerChoice;
import netmon.model.NetworkRoute;
import netmon.model.OwnerProcess;
import netmon.model.PacketFlow;
import netmon.model.SocketTable;
import netmon.scan.FakeClock;
import netmon.scan.FakeMachine;
import netmon.scan.Processes;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.containers.GuestNamespaces;
import netmon.scan.linux.ebpf.containers.OlderGuests;
import netmon.scan.linux.ebpf.programs.BirthLayout;
import netmon.scan.linux.ebpf.programs.CountLayout;
import netmon.scan.linux.ebpf.programs.OriginLayout;
import netmon.scan.linux.ebpf.records.LostCounters;
import netmon.scan.linux.sockets.OpenSockets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The source on maps made by hand: sockets of its own namespace 3, and of the containers 4 and 5. */
class EbpfSourceTest {
    private static final String DOCKER = "0::/system.slice/docker-" + "0123456789abcdef".repeat(4) + ".scope\n";

    private final FakeMachine machine = new FakeMachine();
    private final EbpfSource source = new EbpfSource(
            () -> new RecordedReads(machine),
            new OpenSockets(machine, new NoProcesses()),
            new GuestNamespaces(machine, new OlderGuests(null, () -> 0), () -> 0),
            new NoProcesses(),
            new FakeClock());

    EbpfSourceTest() {
        machine.says("bpf own", "3\t9\t9\n");
        says("bpf lost", ByteBuffer.allocate(LostCounters.LENGTH).array());
        says("bpf births", birth(100, "curl", "curl", "bin", "usr", "/"));
    }

    @Test
    void aConnectionThatNobodyHasOpenAnyMoreBelongsToItsCreator() throws ScanException {
        says("bpf counts", entries(new Entry(7, 3, 100, "curl", 1000, 2)));
        PacketFlow flow = flows().get(0);
        assertEquals(
                List.of(new OwnerProcess(100, 0, "/usr/bin/curl", "curl", null)),
                flow.socket().owners());
        assertEquals(1028, flow.bytes().received());
        assertEquals(2, flow.socket().interfaceIndex());
        assertTrue(flows().isEmpty(), "it moved nothing since");
        says("bpf counts", entries(new Entry(7, 3, 100, "curl", 1500, 3)));
        assertEquals(514, flows().get(0).bytes().received());
    }

    @Test
    void aContainerIsNamedAsTheUserChooses() throws ScanException {
        says("bpf counts", entries(new Entry(8, 4, 100, "curl", 1000, 2)));
        machine.says("cgroup 100", DOCKER + "via 172.17.0.1\n");
        machine.addresses.put("docker0", List.of(Address.parse("172.17.0.1")));
        machine.routes.add(new NetworkRoute(Address.ANY, 0, true, "eth0", Address.parse("192.0.2.254")));
        PacketFlow flow = flows().get(0);
        assertEquals("eth0", flow.forwardedThrough());
        assertEquals("docker 0123456789ab", flow.socket().owners().get(0).command());
        source.nameContainers(ContainerChoice.BY_PROGRAM);
        says("bpf counts", entries(new Entry(8, 4, 100, "curl", 2000, 3)));
        assertEquals("/usr/bin/curl", flows().get(0).socket().owners().get(0).path());
        source.nameContainers(ContainerChoice.OFF);
        says("bpf counts", entries(new Entry(8, 4, 100, "curl", 3000, 4)));
        assertEquals(List.of(), flows());
    }

    @Test
    void aProgramThatEndedTellsNothingOfItsContainer() throws ScanException {
        machine.addresses.put("docker0", List.of(Address.parse("172.17.0.1")));
        machine.routes.add(new NetworkRoute(Address.ANY, 0, true, "eth0", Address.parse("192.0.2.254")));
        says("bpf counts", entries(new Entry(8, 4, 100, "curl", 1000, 2)));
        assertEquals(List.of(), flows());
        machine.says("cgroup 101", DOCKER + "via 172.17.0.1\n");
        says("bpf counts", entries(new Entry(9, 4, 101, "curl", 1000, 2)));
        assertEquals(
                "docker 0123456789ab", flows().get(0).socket().owners().get(0).command());
    }

    @Test
    void aContainerThatEndedBetweenTwoPollsIsKnownByItsAddress() throws ScanException {
        machine.addresses.put("docker0", List.of(Address.parse("172.17.0.1")));
        machine.routes.add(new NetworkRoute(Address.ANY, 0, true, "eth0", Address.parse("192.0.2.254")));
        machine.routes.add(new NetworkRoute(Address.parse("192.0.2.0"), 24, true, "eth0", null));
        machine.routes.add(new NetworkRoute(Address.parse("172.17.0.0"), 16, true, "docker0", null));
        says("bpf counts", entries(new Entry(8, 4, 100, "curl", 1000, 2), "172.17.0.2"));
        PacketFlow flow = flows().get(0);
        assertEquals("eth0", flow.forwardedThrough());
        assertEquals("/usr/bin/curl", flow.socket().owners().get(0).path());
        says("bpf counts", entries(new Entry(9, 5, 101, "curl", 1000, 2), "192.0.2.7"));
        assertEquals(List.of(), flows(), "an address on the link to other networks may have a way of its own");
        says("bpf counts", entries(new Entry(10, 6, 102, "curl", 1000, 2), "198.51.100.7"));
        assertEquals(List.of(), flows(), "this machine has no link to it");
    }

    @Test
    void aNamespaceWhoseRouteLeadsElsewhereIsNoContainer() throws ScanException {
        says("bpf counts", entries(new Entry(8, 5, 100, "curl", 1000, 2)));
        machine.says("cgroup 100", DOCKER + "via 198.51.100.1\n");
        machine.addresses.put("docker0", List.of(Address.parse("172.17.0.1")));
        machine.routes.add(new NetworkRoute(Address.ANY, 0, true, "eth0", null));
        assertEquals(List.of(), flows());
    }

    @Test
    void afterAFailureTheMapsAreReadAgainFromTheStart() throws ScanException {
        says("bpf counts", new byte[7]);
        assertThrows(ScanException.class, source::read);
        says("bpf counts", entries(new Entry(7, 3, 100, "curl", 1000, 2)));
        assertEquals(1028, flows().get(0).bytes().received());
    }

    @Test
    void whatFoundNoRoomIsReported() throws ScanException {
        says("bpf counts", new byte[0]);
        says(
                "bpf lost",
                ByteBuffer.allocate(LostCounters.LENGTH)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(0, 5000)
                        .putLong(8, 4)
                        .array());
        SocketTable table = source.read();
        assertEquals(List.of(), table.flows());
        assertEquals(1, Objects.requireNonNull(source.tally()).overruns());
    }

    private List<PacketFlow> flows() throws ScanException {
        List<PacketFlow> flows = Objects.requireNonNull(source.read().flows());
        says("bpf births", new byte[0]);
        return flows;
    }

    private void says(String name, byte[] answer) {
        machine.says(name, ProgramOutput.of(answer));
    }

    /** Every process has ended. */
    private static final class NoProcesses implements Processes {
        @Override
        public OwnerProcess of(long pid, @Nullable String command) {
            return OwnerProcess.unresolved(pid, command);
        }

        @Override
        public long started(long pid) {
            return 0;
        }
    }

    private record Entry(long cookie, long netns, int tgid, String comm, long bytes, long packets) {}

    /** TCP to 192.0.2.9 through interface 2. */
    private static byte[] entries(Entry entry) {
        return entries(entry, "0.0.0.0");
    }

    private static byte[] entries(Entry entry, String local) {
        ByteBuffer all =
                ByteBuffer.allocate(CountLayout.KEY + CountLayout.VALUE).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(CountLayout.KEY_COOKIE, entry.cookie).putLong(CountLayout.KEY_INTERFACE, 2);
        int value = CountLayout.KEY;
        all.putLong(value, entry.bytes).putLong(value + 8, entry.packets).putLong(value + 16, entry.packets);
        int origin = value + CountLayout.ORIGIN;
        all.putLong(origin, entry.cookie).putLong(origin + OriginLayout.NETNS, entry.netns);
        all.putInt(origin + OriginLayout.TGID_UID, entry.tgid);
        all.put(origin + OriginLayout.COMM, entry.comm.getBytes(StandardCharsets.UTF_8));
        all.putInt(value + CountLayout.FAMILY_TYPE, 2).putInt(value + CountLayout.FAMILY_TYPE + 4, 1);
        all.putInt(value + CountLayout.PROTOCOL_PORT, 6);
        all.putInt(value + CountLayout.LOCAL_V4, Integer.reverseBytes((int)
                Address.parse(local).low()));
        all.put(value + CountLayout.REMOTE_ADDRESS, new byte[] {(byte) 192, 0, 2, 9});
        return all.array();
    }

    private static byte[] birth(int tgid, String comm, String... names) {
        ByteBuffer birth = ByteBuffer.allocate(BirthLayout.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        birth.putLong(BirthLayout.TIME, 1).putInt(BirthLayout.TGID_UID, tgid);
        birth.put(BirthLayout.COMM, comm.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < names.length; i++) {
            birth.put(BirthLayout.NAMES + i * BirthLayout.NAME_LENGTH, names[i].getBytes(StandardCharsets.UTF_8));
        }
        return birth.array();
    }
}
