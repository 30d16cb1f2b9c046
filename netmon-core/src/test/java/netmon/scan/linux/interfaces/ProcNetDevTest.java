package netmon.scan.linux.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Address;
import netmon.model.BoundSockets;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.scan.FakeClock;
import netmon.scan.InterfaceRule;
import netmon.scan.ScanException;
import netmon.scan.linux.Recorded;
import org.junit.jupiter.api.Test;

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
    void interfacesHaveCountersAnIndexAndAddresses() throws ScanException {
        assertEquals(
                new Counters(
                        "boot",
                        List.of(
                                new Interface("lo", "1", false, List.of(), 3193, 3193)
                                        .with(BoundSockets.THROUGH_COUNTED),
                                new Interface("ifb0", "2", false, List.of(), 0, 0).with(BoundSockets.NEVER),
                                new Interface("ifb1", "3", false, List.of(), 0, 0).with(BoundSockets.NEVER),
                                new Interface("eth0", "4", true, OWN, 66820615, 313239))),
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
    void malformedLinesAreAnError() {
        for (String text :
                List.of("", HEADINGS, "eth0: x 1\n", "eth0:\n", "eth0: 1 2 3\n", "eth0: -1 0 0 0 0 0 0 0 0 0\n")) {
            machine.with("proc net dev", text);
            assertThrows(ScanException.class, source::read, text);
        }
    }

    @Test
    void withoutRtnetlinkThereAreNoCounters() {
        machine.without("links");
        assertThrows(ScanException.class, source::read);
    }
}
