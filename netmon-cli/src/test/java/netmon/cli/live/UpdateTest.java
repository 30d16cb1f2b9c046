package netmon.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import netmon.model.Traffic;
import netmon.protocol.RatesReply;
import netmon.protocol.RatesReply.LiveConnection;
import netmon.protocol.RatesReply.LiveRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateTest {
    private static final Traffic TRAFFIC = new Traffic(1200, 30);

    private static final RatesReply REPLY = new RatesReply(
            7,
            4_900_000_000L,
            List.of(
                    new LiveRow(
                            TRAFFIC,
                            false,
                            4711,
                            "Safari",
                            "WebKit",
                            new LiveConnection("tcp", "10.0.0.2:50123", "192.0.2.7:443")),
                    new LiveRow(TRAFFIC, true, 0, "Unattributed", "another user's", null)),
            52,
            new Traffic(10, 2));

    @Test
    void theRemoteEndOfAConnectionComesFirstAndRowsLeftOutAreOneRow() {
        assertEquals(
                new Update.SocketReadUpdate(
                        7,
                        5,
                        List.of(
                                new Update.Moved(
                                        new RateKey(
                                                "Safari",
                                                "192.0.2.7:443 tcp 10.0.0.2:50123 4711 WebKit",
                                                "192.0.2.7:443 tcp from 50123 4711 WebKit",
                                                "4711 WebKit"),
                                        TRAFFIC,
                                        Traffic.NONE),
                                new Update.Moved(new RateKey("Unattributed", "another user's"), TRAFFIC, TRAFFIC),
                                new Update.Moved(
                                        new RateKey("(others)", "too many to be listed"),
                                        new Traffic(10, 2),
                                        Traffic.NONE))),
                Update.SocketReadUpdate.of(REPLY, address -> ""));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7:443, shop.example:443",
        "[2001:db8:0:0:0:0:0:1]:443, v6.example:443",
        "192.0.2.8:443, 192.0.2.8:443",
        "*:*, *:*",
        "nonsense, nonsense"
    })
    void aConnectionIsShownWithTheNameOfItsHostAndFoundByIt(String remote, String shown) {
        Map<String, String> hosts = Map.of("192.0.2.7", "shop.example", "2001:db8:0:0:0:0:0:1", "v6.example");
        LiveConnection ends = new LiveConnection("tcp", "10.0.0.2:50123", remote);
        RateKey key = RateKey.of(
                new LiveRow(TRAFFIC, false, 7, "Safari", "WebKit", ends), each -> hosts.getOrDefault(each, ""));

        assertEquals(shown + " tcp from 50123 7 WebKit", key.shown());
        assertEquals(remote + " tcp 10.0.0.2:50123 7 WebKit", key.detail());
        assertTrue(key.matches(shown) && key.matches(remote));
    }

    @Test
    void theSpanOfAnUpdateIsAtLeastASecond() {
        assertEquals(
                1,
                Update.SocketReadUpdate.of(new RatesReply(7, 1, List.of(), 0, Traffic.NONE), address -> "")
                        .span());
    }
}
