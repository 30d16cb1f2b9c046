package netmon.attribution;

import static netmon.attribution.Row.tcp;
import static netmon.attribution.Row.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;

class TunnelledSocketsTest {
    private static final String INSIDE = "10.8.0.2:5000";
    private static final String OUTSIDE = "192.168.1.5:51820";
    private static final String THERE = "192.0.2.1:443";
    private static final UnmeasuredLimits COUNTED = new UnmeasuredLimits(null, true, true);

    private final List<Claim> tunnelled =
            List.of(tcp(INSIDE, THERE).moved(1_000_000, 20_000).of("mail"));

    @Test
    void theSocketsOfATunnelThatAClientCarriesDoNotWeigh() {
        Claim client = udp(OUTSIDE, THERE).moved(1_050_000, 25_000).of("client");
        assertEquals(List.of(), weighing(new Traffic(1_100_000, 40_000), COUNTED, client));
    }

    @Test
    void theyWeighAsAnEstimateWhereNoSocketCarriesTheirBytes() {
        Claim other = tcp(OUTSIDE, THERE).moved(300_000, 20_000).of("browser");
        List<Claim> claims = weighing(new Traffic(1_400_000, 90_000), COUNTED, other);
        assertEquals(1, claims.size());
        assertTrue(claims.get(0).isEstimate());
        assertEquals(List.of("mail"), claims.get(0).apps());
    }

    @Test
    void theyDoNotWeighWhereTheInterfacesHaveNoRoomForThem() {
        Claim other = tcp(OUTSIDE, THERE).moved(300_000, 20_000).of("browser");
        assertEquals(List.of(), weighing(new Traffic(700_000, 90_000), COUNTED, other));
    }

    @Test
    void socketsOfOneApplicationMayCarryTheTunnelTogether() {
        Claim one = tcp(OUTSIDE, THERE).moved(500_000, 20_000).of("client");
        Claim other = tcp("192.168.1.5:51821", THERE).moved(500_000, 20_000).of("client");
        assertEquals(List.of(), weighing(new Traffic(9_000_000, 90_000), COUNTED, one, other));
    }

    @Test
    void aSocketWithoutCountersMayCarryTheTunnelAsFarAsDatagramsMoved() {
        Claim client = udp(OUTSIDE, THERE).of("client");
        Traffic total = new Traffic(1_400_000, 90_000);
        assertEquals(List.of(), weighing(total, COUNTED, client));
        UnmeasuredLimits many = new UnmeasuredLimits(new Traffic(1_200_000, 0), true, true);
        assertEquals(List.of(), weighing(total, many, client));
        UnmeasuredLimits few = new UnmeasuredLimits(new Traffic(5_000, 0), true, true);
        assertEquals(1, weighing(total, few, client).size());
    }

    private List<Claim> weighing(Traffic total, UnmeasuredLimits limits, Claim... claims) {
        return TunnelledSockets.weighing(total, List.of(claims), tunnelled, limits);
    }
}
