package netmon.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;

class BreakdownTest {
    private static final String OWN = "10.0.0.2:5000";

    private static AppTraffic app(String name, long received, long sent) {
        return new AppTraffic(name, new Traffic(received, sent), Traffic.NONE);
    }

    private static AppTraffic app(String name, long received, long sent, long estimated) {
        return new AppTraffic(name, new Traffic(received, sent), new Traffic(estimated, 0));
    }

    /** A line for each part: the remote port, or {@code none} where there is no socket. */
    private static List<String> parts(List<AppTraffic> apps, Claim... claims) {
        return Breakdown.of(List.of(claims), apps).stream()
                .map(each -> each.app() + " "
                        + (each.socket() == null
                                ? "none"
                                : String.valueOf(each.socket().remote().port()))
                        + " "
                        + each.traffic().received() + " " + each.traffic().sent() + (each.estimated() ? " ~" : ""))
                .toList();
    }

    @Test
    void headersAreDividedAsThePayloadIs() {
        assertEquals(
                List.of("curl 443 1100 55", "curl 80 110 55"),
                parts(
                        List.of(app("curl", 1210, 110)),
                        Row.tcp(OWN, "192.0.2.1:443").moved(1000, 50).of("curl"),
                        Row.tcp(OWN, "192.0.2.1:80").moved(100, 50).of("curl")));
    }

    @Test
    void estimatedBytesGoToUncountedSockets() {
        assertEquals(
                List.of("chat 443 700 0", "chat 5004 150 0 ~", "chat 5006 150 0 ~"),
                parts(
                        List.of(app("chat", 1000, 0, 300)),
                        Row.tcp(OWN, "192.0.2.1:443").moved(10, 0).of("chat"),
                        Row.udp(OWN, "192.0.2.1:5004").of("chat"),
                        Row.udp(OWN, "192.0.2.1:5006").of("chat")));
    }

    @Test
    void socketsWithoutAnOwnerHaveTheirPayloadOnly() {
        assertEquals(
                List.of("Unattributed 443 100 5", "Unattributed none 9900 95"),
                parts(
                        List.of(app(App.UNATTRIBUTED, 10_000, 100)),
                        Row.tcp(OWN, "192.0.2.1:443").moved(100, 5).of()));
    }

    @Test
    void aSharedSocketIsDividedAndMarked() {
        assertEquals(
                List.of("a 443 50 0 ~", "b 443 50 0 ~"),
                parts(
                        List.of(app("a", 50, 0), app("b", 50, 0)),
                        Row.tcp(OWN, "192.0.2.1:443").moved(100, 0).of("a", "b")));
    }

    @Test
    void aSocketWithInferredOwnersIsDividedByTheirParts() {
        assertEquals(
                List.of("Unattributed 443 25 0 ~", "a 443 75 0 ~"),
                parts(
                        List.of(app(App.UNATTRIBUTED, 25, 0), app("a", 75, 0)),
                        Row.tcp(OWN, "192.0.2.1:443").moved(100, 0).inferred().of("a", "a", "a", App.UNATTRIBUTED)));
    }

    @Test
    void bytesOfASocketOfAnEarlierPollHaveNoSocket() {
        assertEquals(
                List.of("curl none 10 0"),
                parts(
                        List.of(app("curl", 10, 0)),
                        Row.tcp(OWN, "192.0.2.1:443").moved(0, 0).of("curl")));
    }
}
