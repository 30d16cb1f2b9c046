package netmon.scan.linux.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import netmon.model.IpCounts;
import netmon.model.Segments;
import netmon.model.Traffic;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;

class ProcNetSnmpTest {
    private static final String SNMP = """
            Ip: Forwarding DefaultTTL InReceives InHdrErrors InAddrErrors ForwDatagrams InUnknownProtos
            Ip: 1 64 100 0 0 20 0
            Tcp: RtoAlgorithm RtoMin
            Tcp: 1 200
            Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors
            Udp: 49 0 0 50 0 0 0 0 0
            UdpLite: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors
            UdpLite: 1 2 3 4 5 6 7 8 9
            """;
    private static final String NETSTAT = """
            TcpExt: SyncookiesSent SyncookiesRecv
            TcpExt: 0 0
            IpExt: InNoRoutes InTruncatedPkts InMcastPkts OutMcastPkts InBcastPkts OutBcastPkts InOctets OutOctets
            IpExt: 0 0 0 0 0 0 1000 2000
            """;
    private static final String SNMP6 = """
            Ip6InReceives                   \t1
            Ip6OutForwDatagrams             \t4
            Ip6InMcastOctets                \t99
            Ip6InOctets                     \t30
            Ip6OutOctets                    \t40
            Udp6InDatagrams                 \t7
            Udp6OutDatagrams                \t9
            UdpLite6InDatagrams             \t3
            """;

    @Test
    void bothFamiliesAreAdded() throws ScanException {
        assertEquals(
                new IpCounts(new Segments(56, 59), new Traffic(1030, 2040), 24),
                ProcNetSnmp.parse(SNMP, NETSTAT, SNMP6));
        assertEquals(
                new IpCounts(new Segments(49, 50), new Traffic(1000, 2000), 20), ProcNetSnmp.parse(SNMP, NETSTAT, ""));
    }

    @Test
    void textsWithoutCountsAreErrors() {
        for (String snmp : List.of(
                "",
                "Udp: InDatagrams\n",
                SNMP.replace("49", "x"),
                SNMP.replace("49", "-1"),
                SNMP.replace("OutDatagrams", "Out"),
                SNMP.replace("ForwDatagrams", "Forw"),
                SNMP.replace("50 0 0 0 0 0\n", "\n"))) {
            assertThrows(ScanException.class, () -> ProcNetSnmp.parse(snmp, NETSTAT, SNMP6), snmp);
        }
        assertThrows(ScanException.class, () -> ProcNetSnmp.parse(SNMP, "", SNMP6));
        assertThrows(ScanException.class, () -> ProcNetSnmp.parse(SNMP, NETSTAT, "Udp6InDatagrams"));
    }
}
