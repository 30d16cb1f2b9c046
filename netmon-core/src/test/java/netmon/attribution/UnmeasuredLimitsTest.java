package netmon.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.model.IpCounts;
import netmon.model.Segments;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnmeasuredLimitsTest {
    @Test
    void udpMovedNoMoreThanIpAndItsHeadersOnTheWire() {
        // 4000 and 2000 bytes of IP, and a quarter more
        IpCounts before = ip(5, 30, 1000, 2000, 0);
        assertEquals(new Traffic(5000, 2500), udp(before, ip(7, 31, 5000, 4000, 0)));
    }

    @Test
    void aDatagramIs64KilobytesAtMost() {
        IpCounts before = ip(5, 30, 0, 0, 0);
        assertEquals(new Traffic(131_072, 0), udp(before, ip(7, 30, 50_000_000, 50_000_000, 0)));
    }

    @Test
    void whereTheMachineForwardsADatagramIsAFrameAtMost() {
        // 7 - 5 = 2 and 30 - 30 = 0 frames of 1514 bytes
        IpCounts before = ip(5, 30, 0, 0, 8);
        assertEquals(new Traffic(3028, 0), udp(before, ip(7, 30, 50_000_000, 50_000_000, 9)));
    }

    @Test
    void datagramsThatATunnelOfTheKernelCarriedAreNoProgramsDatagrams() {
        // 6010 came in, of which 6000 through the tunnel: 10 frames are left. The tunnel's sent ones are not counted.
        IpCounts before = new IpCounts(new Segments(5, 30), Traffic.NONE, 0, 100);
        IpCounts now = new IpCounts(new Segments(6015, 32), new Traffic(9_000_000, 500_000), 0, 6100);
        assertEquals(new Traffic(15_140, 3028), udp(before, now));
    }

    @Test
    void aTunnelThatWasRemovedTakesNothing() {
        IpCounts before = new IpCounts(new Segments(5, 30), Traffic.NONE, 0, 100);
        IpCounts now = new IpCounts(new Segments(7, 30), new Traffic(4000, 0), 0, 0);
        assertEquals(new Traffic(5000, 0), udp(before, now));
    }

    @Test
    void withoutAPollBeforeNoDatagramIsNew() {
        assertEquals(Traffic.NONE, udp(null, ip(7, 30, 9, 9, 9)));
    }

    @Test
    void withoutTotalsOfIpNoLimitIsKnown() {
        assertEquals(UnmeasuredLimits.UNKNOWN, UnmeasuredLimits.of(ip(5, 30, 0, 0, 0), SocketTable.EMPTY, false));
    }

    @Test
    void totalsThatWentBackStartedAgain() {
        assertEquals(new Traffic(1514, 1514), udp(ip(5, 30, 0, 0, 8), ip(1, 1, 0, 0, 1)));
    }

    @Test
    void hostileNumbersDoNotOverflow() {
        long most = Long.MAX_VALUE;
        Traffic unlimited = new Traffic(most, most);
        assertEquals(unlimited, udp(ip(0, 0, 0, 0, 0), ip(most, most / 1514 + 1, 0, 0, 1)));
        assertEquals(unlimited, udp(ip(0, 0, 0, 0, 0), ip(most, most, most, most, 0)));
    }

    private static @Nullable Traffic udp(@Nullable IpCounts before, IpCounts now) {
        return UnmeasuredLimits.of(before, new SocketTable(List.of(), false, false, now), true)
                .udp();
    }

    private static IpCounts ip(long datagramsIn, long datagramsOut, long bytesIn, long bytesOut, long forwarded) {
        return new IpCounts(new Segments(datagramsIn, datagramsOut), new Traffic(bytesIn, bytesOut), forwarded);
    }
}
