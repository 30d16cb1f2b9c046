package netmon.scan.linux.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import netmon.model.Address;
import netmon.model.BoundSockets;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.scan.FakeClock;
import netmon.scan.ScanException;
import netmon.scan.counting.InterfaceRule;
import netmon.scan.linux.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcNetDevTest {
    private static final String HEADINGS = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            """;
    private static final String HOST = HEADINGS + """
                lo:    3193      29    0    0    0     0          0         0     3193      29    0    0    0     0       0          0
              ifb0:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0
              ifb1:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0
              eth0: 66820615    2248    0    0    0     0          0         0   313239    2027    0    0    0     0       0          0
            """;
    private static final List<Address> OWN = List.of(Address.parse("10.0.0.2"));

    private final Recorded machine = new Recorded()
            .with("proc net dev", HOST)
            .with("links", Recorded.resource("links-host.bin"))
            .addresses(Map.of("eth0", OWN));
    private final FakeClock clock = new FakeClock();
    private final ProcNetDev source = new ProcNetDev(machine, clock, InterfaceRule.AUTOMATIC);

    @Test
    void bytesThatAreNoUtf8StayDifferentNamesInBothAnswersOfTheKernel() {
        byte[] cut = {'a', (byte) 0xe2, (byte) 0x82};
        byte[] mixed = {(byte) 0xff, (byte) 0xc3, (byte) 0xa4, (byte) 0xfe, 'b'};

        assertEquals("a\\xe2\\x82", KernelName.decode(ByteBuffer.wrap(cut)));
        assertEquals("\\xff\u00e4\\xfeb", KernelName.decode(ByteBuffer.wrap(mixed)));
        ByteBuffer text = ByteBuffer.allocate(16)
                .put((byte) ' ')
                .put(cut)
                .put((byte) ':')
                .put(mixed)
                .flip();
        assertEquals(" a\\xe2\\x82:\\xff\u00e4\\xfeb", KernelName.decode(text));
    }

    @Test
    void interfacesHaveCountersAnIndexAndAddresses() throws ScanException {
        assertEquals(
                new Counters(
                        "boot",
                        List.of(
                                new Interface("lo", "1", false, List.of(), 3193, 3193)
                                        .with(BoundSockets.THROUGH_COUNTED),
                                new Interface("ifb0", "2", "02:93:f2:b2:c1:f0", false, List.of(), 0, 0)
                                        .with(BoundSockets.NEVER),
                                new Interface("ifb1", "3", "5e:42:17:ad:7d:a7", false, List.of(), 0, 0)
                                        .with(BoundSockets.NEVER),
                                new Interface("eth0", "4", "02:fc:00:00:00:01", true, OWN, 66820615, 313239))),
                source.read());
    }

    @Test
    void chosenNamesReplaceTheRule() throws ScanException {
        Counters counters = new ProcNetDev(machine, clock, new InterfaceRule(Set.of("ifb1", "eth1"))).read();
        assertEquals(
                List.of("ifb1"),
                counters.interfaces().stream()
                        .filter(Interface::counted)
                        .map(Interface::name)
                        .toList());
    }

    @Test
    void linksAreReadOnlyOnceInAWhile() throws ScanException {
        for (int i = 0; i < 10; i++) {
            source.read();
            clock.advanceMillis(999);
        }
        assertEquals(1, machine.asked("links"));
        assertEquals(1, machine.asked("addresses"));
        clock.advanceMillis(1000);
        source.read();
        assertEquals(2, machine.asked("links"));
    }

    @Test
    void linksAreReadAtOnceWhenAnInterfaceAppearsOrACounterFalls() throws ScanException {
        source.read();
        machine.with("proc net dev", HOST.replace("66820615", "66820614"));
        source.read();
        assertEquals(2, machine.asked("links"));
        machine.with("proc net dev", HOST + "  usb0: 1 1 0 0 0 0 0 0 2 1 0 0 0 0 0 0\n");
        Counters counters = source.read();
        assertEquals(3, machine.asked("links"));
        assertEquals(
                new Interface("usb0", "", false, List.of(), 1, 2),
                counters.interfaces().get(4));
    }

    @Test
    void countersAreUnsignedNumbersOf64Bits() throws ScanException {
        machine.with("proc net dev", "eth0:18446744073709551615 1 0 0 0 0 0 0 9223372036854775808 1 0 0 0 0 0 0\n");
        Interface row = source.read().interfaces().get(0);
        assertEquals(-1L, row.received());
        assertEquals(Long.MIN_VALUE, row.sent());
    }

    @Test
    void aFileWithoutAnyRowIsAnError() {
        for (String text :
                List.of("", HEADINGS, "eth0: x 1\n", "eth0:\n", "eth0: 1 2 3\n", "eth0: -1 0 0 0 0 0 0 0 0 0\n")) {
            machine.with("proc net dev", text);
            assertThrows(ScanException.class, source::read, text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tun10001:       0       0    0    0    0     0          0\n",
                "tun10001:   none       0    0    0    0     0          0  0  0  0  0  0  0  0  0  0\n",
                "tun10001:\n",
                "tun10001:      -1       0    0    0    0     0          0  0  0  0  0  0  0  0  0  0\n"
            })
    void aRowThatCannotBeReadCostsThatRowAlone(String odd) throws ScanException {
        machine.with("proc net dev", HOST + odd);
        assertEquals(List.of("lo", "ifb0", "ifb1", "eth0"), names(source.read()));
        assertFalse(source.rowTallies().get(0).isWellUnderstood());
        machine.with("proc net dev", HOST);
        source.read();
        assertTrue(source.rowTallies().get(0).isWellUnderstood());
    }

    @Test
    void aNameMayHaveAColon() throws ScanException {
        machine.with("proc net dev", HOST + "team0:1:7 0 0 0 0 0 0 0 9 0 0 0 0 0 0 0\n");
        assertEquals(
                new Interface("team0:1", "", false, List.of(), 7, 9),
                source.read().interfaces().get(4));
    }

    @Test
    void withoutRtnetlinkTheNamesDecide() throws ScanException {
        String rows = Stream.of(
                        "lo", "eth0", "wlp2s0", "eth0.5", "tun0", "docker0", "veth7", "br-1a2b", "virbr0", "wg0",
                        "bond0", "wan")
                .map(name -> name + ": 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0\n")
                .collect(Collectors.joining());
        machine.without("links").with("proc net dev", rows);
        assertEquals(List.of("eth0", "wlp2s0"), counted(source.read()));
        assertEquals("", source.read().interfaces().get(1).link());
        machine.with("sys class net", "eth0\t2\t02:00:00:00:00:01\t\n");
        clock.advanceMillis(10_000);
        assertEquals("", source.read().interfaces().get(1).link(), "of another namespace: it lacks most names");
    }

    @Test
    void withoutRtnetlinkTheSystemsFolderNamesTheHardware() throws ScanException {
        machine.without("links")
                .with("proc net dev", "wan: 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0\nsw0: 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0\n")
                .with("sys class net", "sw0\t3\t\t\nwan\t2\t02:00:00:00:00:01\t0000:02:00.0\n");
        Interface wan = source.read().interfaces().get(0);
        assertEquals(new Interface("wan", "2", "02:00:00:00:00:01", true, List.of(), 1, 1), wan);
        assertEquals(List.of("wan"), counted(source.read()));
    }

    @Test
    void withoutRtnetlinkALoneTunnelCounts() throws ScanException {
        machine.without("links")
                .with("proc net dev", "lo: 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0\ntap0: 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0\n")
                .addresses(Map.of("tap0", OWN));
        assertEquals(List.of("tap0"), counted(source.read()));
    }

    @Test
    void oneRefusalOfRtnetlinkKeepsTheFormerAnswer() throws ScanException {
        source.read();
        machine.without("links");
        clock.advanceMillis(10_000);
        assertEquals(List.of("eth0"), counted(source.read()));
    }

    @Test
    void interfacesThatComeAndGoDoNotMakeTheReaderAskEachTime() throws ScanException {
        source.read();
        for (int i = 0; i < 60; i++) {
            clock.advanceMillis(1000);
            machine.with("proc net dev", HOST + "veth" + i + ": 5 0 0 0 0 0 0 0 5 0 0 0 0 0 0 0\n");
            source.read();
        }
        // one at the start, five at once and one each two seconds
        assertTrue(machine.asked("links") <= 36, machine.asked("links") + " questions in a minute");
    }

    @Test
    void anInterfaceWaitsUntilTheKernelReportsItsKind() throws ScanException {
        for (int i = 0; i < 6; i++) {
            machine.with("proc net dev", HOST + "usb" + i + ": 5 0 0 0 0 0 0 0 5 0 0 0 0 0 0 0\n");
            source.read();
        }
        machine.with("proc net dev", HOST + "usb9: 5 0 0 0 0 0 0 0 5 0 0 0 0 0 0 0\n");
        assertEquals(List.of("lo", "ifb0", "ifb1", "eth0"), names(source.read()));
        clock.advanceMillis(2000);
        assertEquals(List.of("lo", "ifb0", "ifb1", "eth0", "usb9"), names(source.read()));
    }

    private static List<String> names(Counters counters) {
        return counters.interfaces().stream().map(Interface::name).toList();
    }

    private static List<String> counted(Counters counters) {
        return counters.interfaces().stream()
                .filter(Interface::counted)
                .map(Interface::name)
                .toList();
    }
}
