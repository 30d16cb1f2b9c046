package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import netmon.model.Address;
import netmon.model.BoundSockets;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.scan.FakeMachine;
import netmon.scan.ProgramOutput;
import netmon.scan.Resources;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.counting.InterfaceRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetstatInterfacesTest {
    private static final Address HOME = Address.parse("192.168.1.4");
    private static final Address INSIDE = Address.parse("10.8.0.2");

    private static final String MACOS_26 = """
            Name       Mtu   Network       Address            Ipkts Ierrs     Ibytes    Opkts Oerrs     Obytes  Coll
            lo0        16384 <Link#1>                        123456     0   99887766   123456     0   99887766     0
            lo0        16384 127           127.0.0.1         123456     -   99887766   123456     -   99887766     -
            gif0*      1280  <Link#2>                             0     0          0        0     0          0     0
            anpi0      1500  <Link#4>    de:ad:be:ef:00:01        0     0          0        0     0          0     0
            en0        1500  <Link#11>   a8:66:7f:dd:ee:ff 18446744     0 18446744073709551615  3494252     0  379533492     0
            en0        1500  fe80::8b:1%en fe80:b::8b:1cff:f 18446744     - 18446744073709551615  3494252     -  379533492     -
            en0        1500  192.168.1     192.168.1.4       18446744     - 18446744073709551615  3494252     -  379533492     -
            bridge100* 1500  <Link#12345 16:7d:da:00:00:64        0     0          5        0     0          6     0
            utun4      1380  <Link#19>                         1000     0     700000      900     0     800000     0
            """;

    @Test
    void linkRowsAreReadWithAndWithoutAnAddress() throws Exception {
        Map<String, List<Address>> addresses = Map.of("en0", List.of(HOME), "utun4", List.of(INSIDE));
        assertEquals(
                List.of(
                        new Interface("lo0", "1", false, List.of(), 99_887_766, 99_887_766)
                                .with(BoundSockets.THROUGH_COUNTED),
                        new Interface("gif0", "2", false, List.of(), 0, 0).with(BoundSockets.THROUGH_COUNTED),
                        new Interface("anpi0", "4", "de:ad:be:ef:00:01", false, List.of(), 0, 0)
                                .with(BoundSockets.NEVER),
                        new Interface("en0", "11", "a8:66:7f:dd:ee:ff", true, List.of(HOME), -1, 379_533_492),
                        new Interface("bridge100", "12345", "16:7d:da:00:00:64", false, List.of(), 5, 6)
                                .with(BoundSockets.NEVER),
                        new Interface("utun4", "19", false, List.of(INSIDE), 700_000, 800_000)),
                parse(MACOS_26, addresses));
    }

    @Test
    void aDropColumnAtTheEndIsPassedOver() throws Exception {
        List<Interface> interfaces =
                parse(Resources.bytes("macos/netstat-ibdn-old-5-char-names.txt"), Map.of(), InterfaceRule.AUTOMATIC);
        assertEquals(
                List.of(
                        new Interface("lo0", "1", false, List.of(), 12_824_763_793L, 12_824_763_793L)
                                .with(BoundSockets.THROUGH_COUNTED),
                        new Interface("gif0", "2", false, List.of(), 0, 0).with(BoundSockets.THROUGH_COUNTED),
                        new Interface("stf0", "3", false, List.of(), 0, 0).with(BoundSockets.THROUGH_COUNTED),
                        new Interface("en0", "4", "a8:66:7f:dd:ee:ff", true, List.of(), 7_295_722_068L, 379_533_492)),
                interfaces);
    }

    @Test
    void namesCutToFiveLettersStayApartByTheirLinkAndShareTheAddresses() throws Exception {
        Map<String, List<Address>> addresses = Map.of("utun88", List.of(INSIDE), "utun9", List.of(HOME));
        List<Interface> interfaces = parse(
                Resources.bytes("macos/netstat-ibdn-old-truncated-names.txt"), addresses, InterfaceRule.AUTOMATIC);
        List<Interface> tunnels = interfaces.subList(3, interfaces.size());
        assertEquals(
                List.of("88", "90", "92", "93", "95"),
                tunnels.stream().map(Interface::link).toList());
        assertEquals(
                List.of(INSIDE),
                tunnels.stream()
                        .flatMap(each -> each.addresses().stream())
                        .distinct()
                        .toList());
    }

    @Test
    void chosenNamesReplaceTheRule() throws Exception {
        List<Interface> interfaces = parse(bytes(MACOS_26), Map.of(), new InterfaceRule(Set.of("utun4", "bridge100")));
        assertEquals(
                List.of("bridge100", "utun4"),
                interfaces.stream()
                        .filter(Interface::counted)
                        .map(Interface::name)
                        .toList());
    }

    @Test
    void theBootComesFromTheMachine() throws Exception {
        FakeMachine machine = new FakeMachine().says("netstat -ibn", MACOS_26);
        Counters counters = new NetstatInterfaces(machine, InterfaceRule.AUTOMATIC).read();
        assertEquals("boot-1", counters.boot());
        assertEquals(6, counters.interfaces().size());
    }

    @Test
    void aRouterAtLoopbacksLinkLocalAddressIsNotTheMachineItself() throws ScanException {
        Address router = Address.parse("fe80::1");
        Map<String, List<Address>> addresses = Map.of(
                "lo0", List.of(Address.parse("127.0.0.1"), Address.parse("::1"), router),
                "en0", List.of(HOME, Address.parse("fe80::8a")));
        Map<String, List<Address>> own = new HashMap<>();
        parse(MACOS_26, addresses).forEach(each -> own.put(each.name(), each.addresses()));
        assertEquals(List.of(Address.parse("127.0.0.1"), Address.parse("::1")), own.get("lo0"));
        assertEquals(List.of(HOME, Address.parse("fe80::8a")), own.get("en0"));
    }

    @ParameterizedTest
    @CsvSource({
        "en0, true",
        "en12, true",
        "pdp_ip0, true",
        "en, false",
        "enx, false",
        "en0.5, false",
        "lo0, false",
        "utun3, false",
        "ipsec0, false",
        "bridge0, false",
        "vmenet0, false",
        "vmnet8, false",
        "ap1, false",
        "awdl0, false",
        "llw0, false",
        "anpi2, false",
        "gif0, false",
        "stf0, false",
        "p2p0, false",
        "vlan0, false",
        "bond0, false",
        "feth1, false",
        "ppp0, false"
    })
    void theRuleOfMacosCountsInterfacesThatLeaveTheMachine(String name, boolean counted) {
        assertEquals(counted, counts(new CountedInterfaces(), name, Map.of("en0", List.of(HOME)), "", 0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"ppp0, true", "ppp0 en0, false", "ppp0 utun1, true", "en0, false", "\"\", false"})
    void pppCountsWhereNothingPhysicalHasAnAddress(String withAddress, boolean counted) {
        Map<String, List<Address>> addresses = new HashMap<>(Map.of("en1", List.of()));
        addresses.putAll(
                List.of(withAddress.split(" ")).stream().collect(Collectors.toMap(n -> n, n -> List.of(HOME))));
        assertEquals(counted, counts(new CountedInterfaces(), "ppp0", addresses, "", 0, 0));
    }

    @Test
    void theLinkToTheT2ChipDoesNotCount() {
        Map<String, List<Address>> addresses = Map.of("en5", List.of(Address.parse("fe80::aede:48ff:fe00:1122")));
        assertEquals(false, counts(new CountedInterfaces(), "en5", addresses, "ac:de:48:00:11:22", 0, 0));
        assertEquals(true, counts(new CountedInterfaces(), "en5", addresses, "ac:de:48:00:11:23", 0, 0));
    }

    @Test
    void pppThatMovesMoreThanTheCardsIsAModem() {
        Map<String, List<Address>> addresses = Map.of("ppp0", List.of(HOME), "en0", List.of(HOME));
        CountedInterfaces interfaces = new CountedInterfaces();
        assertEquals(false, counts(interfaces, "ppp0", addresses, "", 20_000, 50_000));
        assertEquals(true, counts(interfaces, "ppp0", addresses, "", 820_000, 60_000));
        assertEquals(true, counts(interfaces, "ppp0", addresses, "", 830_000, 9_060_000));
    }

    @Test
    void pppThatMovesLessThanTheCardsIsAVpn() {
        Map<String, List<Address>> addresses = Map.of("ppp0", List.of(HOME), "en0", List.of(HOME));
        assertEquals(false, counts(new CountedInterfaces(), "ppp0", addresses, "", 4_900_000, 5_000_000));
    }

    /** Whether the interface counts beside en0, by what both received since their start. */
    private static boolean counts(
            CountedInterfaces interfaces,
            String name,
            Map<String, List<Address>> addresses,
            String hardwareAddress,
            long received,
            long receivedByEn0) {
        List<Interface> all = new ArrayList<>();
        all.add(new Interface(name, "9", hardwareAddress, false, addresses.getOrDefault(name, List.of()), received, 0));
        if (!name.equals("en0")) {
            all.add(new Interface("en0", "4", false, addresses.getOrDefault("en0", List.of()), receivedByEn0, 0));
        }
        return interfaces.mark(all, InterfaceRule.AUTOMATIC).get(0).counted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                " ",
                "netstat: illegal option -- b",
                "Name Mtu Network Address Ipkts Ierrs Opkts Oerrs Coll\nen0 1500 <Link#4> aa 1 0 2 0 0",
                "Name Mtu Network Address Ipkts Ierrs Ibytes Opkts Oerrs Obytes Coll\n",
                "Name Mtu Network Address Ipkts Ierrs Ibytes Opkts Oerrs Obytes Coll\nen0 1500 <Link#4>",
                "Name Mtu Network Address Ipkts Ierrs Ibytes Opkts Oerrs Obytes Coll\nen0 1500 <Link#4> 1 0 x 2 0 3 0",
                "Name Mtu Network Address Ipkts Ierrs Ibytes Opkts Oerrs Obytes Coll\nen0 1500 <Link#> 1 0 2 2 0 3 0",
            })
    void otherOutputIsAnError(String text) {
        assertThrows(ScanException.class, () -> parse(text, Map.of()));
    }

    @Test
    void anExitStatusMeansThatRowsAreMissing() {
        FakeMachine machine = new FakeMachine().says("netstat -ibn", new ProgramOutput(bytes(MACOS_26), 1));
        NetstatInterfaces source = new NetstatInterfaces(machine, InterfaceRule.AUTOMATIC);
        ScanException e = assertThrows(ScanException.class, source::read);
        assertEquals("netstat -ibn: exit status 1", e.getMessage());
    }

    private static List<Interface> parse(String text, Map<String, List<Address>> addresses) throws ScanException {
        return parse(bytes(text), addresses, InterfaceRule.AUTOMATIC);
    }

    private static List<Interface> parse(ByteBuffer text, Map<String, List<Address>> addresses, InterfaceRule rule)
            throws ScanException {
        return new CountedInterfaces()
                .mark(NetstatInterfaces.parse(text, addresses, new RowTally("netstat -ibn")), rule);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
