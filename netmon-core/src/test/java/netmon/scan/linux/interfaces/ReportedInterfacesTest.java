package netmon.scan.linux.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import netmon.attribution.InterfaceDeltas;
import netmon.model.Address;
import netmon.model.BoundSockets;
import netmon.model.Traffic;
import netmon.scan.FakeClock;
import netmon.scan.ScanException;
import netmon.scan.counting.InterfaceRule;
import netmon.scan.linux.Recorded;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines of public bug reports about programs of this kind, from their files and dumps to the counted bytes. */
class ReportedInterfacesTest {
    private static final String PPPOE = """
            Id       Address              Device
            00000007 00:11:22:33:44:55    eth0
            """;

    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    private final Recorded machine = new Recorded();
    private final FakeClock clock = new FakeClock();

    /**
     * Links as {@code name:hardware:kind:parent:master}, where parent and master are positions in the list, from 2 on,
     * as the kernel numbers them after lo; ticks are divided by semicolons, each as {@code name received sent}, divided
     * by commas. The names with an address come last.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a counter steps back     | eth0:1::0:0 | eth0 0 3717324887; eth0 0 3717616438; eth0 0 3717611343; eth0 0 3717798920; eth0 0 3718060786 | eth0 | eth0=0/735899
            a counter wraps          | eth0:1::0:0 | eth0 4114626826 473413602; eth0 4258368365 474352905; eth0 44815312 474880794; eth0 227007324 476072061 | eth0 | eth0=407347794/2658459
            switch ports before 6.1  | eth0:1::0:0 wan:1::2:0 lan1:1::2:5 br-lan:1:bridge:0:0 | eth0 5000000 900000,wan 3000000 500000,lan1 2000000 400000,br-lan 2000000 400000; eth0 6040000 950000,wan 4000000 540000,lan1 2020000 405000,br-lan 2020000 405000 | wan br-lan | eth0=1040000/50000
            VMware beside a card     | enp3s0:1::0:0 vmnet1:1::0:0 vmnet8:1::0:0 | enp3s0 5000000 900000,vmnet1 0 0,vmnet8 100000 2000000; enp3s0 6000000 950000,vmnet1 0 0,vmnet8 140000 2990000 | enp3s0 vmnet1 vmnet8 | enp3s0=1000000/50000
            PPPoE of an old kernel   | eth0:1::0:0 ppp0:512::0:0 | eth0 5000000 900000,ppp0 4900000 880000; eth0 6100000 955000,ppp0 6000000 930000 | ppp0 | eth0=1100000/55000
            a container with a tap   | tap0:1:tun:0:0 | tap0 5000000 900000; tap0 6000000 950000 | tap0 | tap0=1000000/50000
            a modem beside a LAN     | eth0:1::0:0 ppp0:512:ppp:0:0 | eth0 5000 9000,ppp0 4900000 880000; eth0 5100 9100,ppp0 6000000 930000 | eth0 ppp0 | eth0=100/100 ppp0=1100000/50000
            a container of OpenVZ    | venet0:65535::0:0 | venet0 5000000 900000; venet0 6000000 950000 | venet0 | venet0=1000000/50000
            a lone WireGuard         | wg0:65534:wireguard:0:0 | wg0 5000000 900000; wg0 6000000 950000 | wg0 | wg0=1000000/50000
            """)
    void theBytesThatEnterOrLeaveTheMachineAreCountedOnce(
            String what, String links, String ticks, String withAddress, String expected) throws ScanException {
        machine.with("links", dump(links.split(" ")))
                .addresses(List.of(withAddress.split(" ")).stream()
                        .collect(Collectors.toMap(Function.identity(), name -> List.of(Address.parse("10.0.0.2")))));
        if (what.startsWith("PPPoE")) {
            machine.with("proc net pppoe", PPPOE);
        }
        ProcNetDev source = new ProcNetDev(machine, clock, InterfaceRule.AUTOMATIC);
        InterfaceDeltas deltas = new InterfaceDeltas();
        Map<String, Traffic> counted = new TreeMap<>();
        for (String tick : ticks.split(";", -1)) {
            machine.with("proc net dev", rows(tick));
            deltas.update(source.read()).delta().interfaces().stream()
                    .filter(each -> each.counted())
                    .forEach(each -> counted.merge(each.name(), each.traffic(), Traffic::plus));
            clock.advanceMillis(1000);
        }
        assertEquals(
                expected,
                counted.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue().received() + "/"
                                + each.getValue().sent())
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource({"eth0, THROUGH_COUNTED", "lan1, NEVER"})
    void theSocketsOfABridgePassTheMemberThatTheUserChose(String chosen, BoundSockets expected) throws ScanException {
        machine.with("links", dump("eth0:1:veth:0:3 br0:1:bridge:0:0 lan1:1:veth:0:0".split(" ")))
                .with("proc net dev", rows("eth0 1 1,br0 1 1,lan1 1 1"))
                .addresses(Map.of("br0", List.of(Address.parse("10.0.0.2"))));

        ProcNetDev source = new ProcNetDev(machine, clock, new InterfaceRule(Set.of(chosen)));

        assertEquals(expected, source.read().interfaces().get(2).bound());
    }

    private static String rows(String tick) {
        return "lo: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
                + List.of(tick.strip().split(",")).stream()
                        .map(row -> row.split(" "))
                        .map(row -> row[0] + ": " + row[1] + " 0 0 0 0 0 0 0 " + row[2] + " 0 0 0 0 0 0 0\n")
                        .collect(Collectors.joining());
    }

    private static ByteBuffer dump(String[] links) {
        ByteBuffer bytes = ByteBuffer.allocate(4096).order(NATIVE);
        link(bytes, 1, "lo:772::0:0", 0x49);
        for (int i = 0; i < links.length; i++) {
            link(bytes, i + 2, links[i], 0x1043);
        }
        bytes.putInt(20)
                .putShort((short) 3)
                .putShort((short) 2)
                .putInt(0)
                .putInt(0)
                .putInt(0);
        return bytes.flip();
    }

    private static void link(ByteBuffer bytes, int index, String text, int flags) {
        String[] part = text.split(":", -1);
        int start = bytes.position();
        bytes.putInt(0).putShort((short) 16).putShort((short) 2).putInt(0).putInt(0);
        bytes.putShort((short) 0).putShort(Integer.valueOf(part[1]).shortValue());
        bytes.putInt(index).putInt(flags).putInt(0);
        attribute(bytes, 3, (part[0] + "\0").getBytes(StandardCharsets.UTF_8));
        number(bytes, 5, Integer.parseInt(part[3]));
        number(bytes, 10, Integer.parseInt(part[4]));
        if (!part[2].isEmpty()) {
            ByteBuffer kind = ByteBuffer.allocate(32).order(NATIVE);
            attribute(kind, 1, (part[2] + "\0").getBytes(StandardCharsets.UTF_8));
            byte[] nested = new byte[kind.position()];
            kind.get(0, nested);
            attribute(bytes, 18, nested);
        }
        bytes.putInt(start, bytes.position() - start);
    }

    private static void number(ByteBuffer bytes, int type, int value) {
        if (value != 0) {
            attribute(
                    bytes,
                    type,
                    ByteBuffer.allocate(Integer.BYTES)
                            .order(NATIVE)
                            .putInt(value)
                            .array());
        }
    }

    private static void attribute(ByteBuffer bytes, int type, byte[] value) {
        bytes.putShort((short) (4 + value.length)).putShort((short) type).put(value);
        bytes.position((bytes.position() + 3) & ~3);
    }
}
