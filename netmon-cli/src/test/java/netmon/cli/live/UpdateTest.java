package netmon.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.model.Traffic;
import netmon.protocol.RatesReply;
import netmon.protocol.RatesReply.LiveConnection;
import netmon.protocol.RatesReply.LiveRow;
import org.junit.jupiter.api.Test;

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
                Update.SocketReadUpdate.of(REPLY));
    }

    @Test
    void theSpanOfAnUpdateIsAtLeastASecond() {
        assertEquals(
                1,
                Update.SocketReadUpdate.of(new RatesReply(7, 1, List.of(), 0, Traffic.NONE))
                        .span());
    }
}
