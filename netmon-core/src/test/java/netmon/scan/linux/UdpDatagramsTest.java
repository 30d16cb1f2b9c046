package netmon.scan.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import netmon.model.Segments;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;

class UdpDatagramsTest {
    private static final String SNMP = """
            Tcp: RtoAlgorithm RtoMin
            Tcp: 1 200
            Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors
            Udp: 49 0 0 50 0 0 0 0 0
            UdpLite: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors
            UdpLite: 1 2 3 4 5 6 7 8 9
            """;
    private static final String SNMP6 = """
            Ip6InReceives                   \t1
            Udp6InDatagrams                 \t7
            Udp6OutDatagrams                \t9
            UdpLite6InDatagrams             \t3
            """;

    @Test
    void bothFamiliesAreAdded() throws ScanException {
        assertEquals(new Segments(56, 59), UdpDatagrams.parse(SNMP, SNMP6));
        assertEquals(new Segments(49, 50), UdpDatagrams.parse(SNMP, ""));
    }

    @Test
    void textsThatSayNothingAreErrors() {
        for (String snmp : List.of(
                "",
                "Udp: InDatagrams\n",
                SNMP.replace("49", "x"),
                SNMP.replace("49", "-1"),
                SNMP.replace("OutDatagrams", "Out"),
                SNMP.replace("50 0 0 0 0 0\n", "\n"))) {
            assertThrows(ScanException.class, () -> UdpDatagrams.parse(snmp, SNMP6), snmp);
        }
        assertThrows(ScanException.class, () -> UdpDatagrams.parse(SNMP, "Udp6InDatagrams"));
    }
}
