package netmon.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Address;
import netmon.model.AppTraffic;
import netmon.model.BoundSockets;
import netmon.model.Counters;
import netmon.model.Endpoint;
import netmon.model.Interface;
import netmon.model.PacketFlow;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the source counts packets, their bytes are measured with all headers. */
class PacketFlowsTest {
    private static final UnmeasuredLimits LIMITS = new UnmeasuredLimits(null, true, true);

    private final Attributor attributor = new Attributor();

    @Test
    void udpIsMeasuredAsTcpIs() {
        assertEquals(
                List.of("quic 900/90 est 0", "ssh 100/10 est 0"),
                split(new Traffic(1000, 100), own("quic", 900, 90, 0), own("ssh", 100, 10, 0)));
    }

    @Test
    void headersTakeOnlyTheRoomThatTheInterfaceCounted() {
        assertEquals(
                List.of("Unattributed 60/0 est 0", "curl 1040/0 est 0"),
                split(new Traffic(1100, 0), own("curl", 1000, 0, 40)));
        assertEquals(List.of("curl 1040/0 est 0"), split(new Traffic(1040, 0), own("curl", 1000, 0, 40)));
        assertEquals(List.of("curl 1000/0 est 0"), split(new Traffic(1000, 0), own("curl", 1000, 0, 40)));
    }

    @Test
    void bytesThatAreReadTooEarlyComeBeforeHeadersThatNoInterfaceMayHaveSeen() {
        assertEquals(
                List.of("early 400/0 est 0", "other 400/0 est 0"),
                split(new Traffic(800, 0), own("early", 500, 0, 0), own("other", 500, 0, 0)));
        assertEquals(
                List.of("early 100/0 est 0", "other 600/0 est 0"),
                split(new Traffic(700, 0), own("other", 500, 0, 300)));
    }

    /** 20 packets in vxlan: the interface counted 50 bytes more for each. */
    @Test
    void theHeadersAroundThePacketsOfATunnelAreAnEstimate() {
        Claim inside = encapsulated("backup", new Traffic(20_000, 2000), new Segments(20, 10));

        assertEquals(List.of("backup 21000/2500 est 1500"), split(new Traffic(21_000, 2500), inside));
        assertEquals(
                List.of("Unattributed 8800/0 est 0", "backup 21200/2500 est 1700"),
                split(new Traffic(30_000, 2500), inside));
        assertEquals(
                List.of("backup 20000/2000 est 0", "curl 1000/500 est 0"),
                split(new Traffic(21_000, 2500), inside, own("curl", 1000, 500, 0)));
        assertEquals(
                List.of("backup 20900/2000 est 900", "curl 1000/0 est 0"),
                split(new Traffic(21_900, 2000), inside, own("curl", 1000, 0, 300)),
                "most interfaces count no headers of packets that are cut later");
    }

    @Test
    void whatTheMachineForwardsComesAfterItsOwn() {
        assertEquals(
                List.of("curl 1000/0 est 0", "docker web 500/0 est 0"),
                split(new Traffic(1500, 0), own("curl", 1000, 0, 0), forwarded("docker web", 500)));
        assertEquals(
                List.of("curl 1000/0 est 0", "docker web 100/0 est 100"),
                split(new Traffic(1100, 0), own("curl", 1000, 0, 0), forwarded("docker web", 500)));
    }

    @Test
    void headersThatNoInterfaceMayHaveSeenTakeNoForwardedBytes() {
        assertEquals(
                List.of("curl 1000/0 est 0", "docker web 500/0 est 0"),
                split(new Traffic(1500, 0), own("curl", 1000, 0, 400), forwarded("docker web", 500)));
    }

    @Test
    void aContainerHasTheHeadersThatTheInterfaceCounted() {
        Claim docker = claim("docker web", new Traffic(500, 0), new Traffic(30, 0), "eth0");
        assertEquals(List.of("docker web 530/0 est 0"), split(new Traffic(530, 0), docker));
    }

    @Test
    void forwardedBytesThatAreReadTooEarlyWaitForTheNextPoll() {
        assertEquals(List.of("docker web 980/0 est 0"), split(new Traffic(980, 0), forwarded("docker web", 1000)));
        assertEquals(List.of("docker web 20/0 est 0"), split(new Traffic(20, 0)));
        assertEquals(List.of("Unattributed 20/0 est 0"), split(new Traffic(20, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "eth0,192.0.2.9,true,beyond the machine",
        "br-lan,192.0.2.9,true,a bridge with a card",
        "docker0,172.17.0.3,false,another container",
        "gone,192.0.2.9,false,an interface that is not there",
        "eth0,192.0.2.1,false,the machine itself",
    })
    void forwardedBytesWeighWhereTheyLeaveTheMachine(String through, String remote, boolean weighs, String why) {
        WeighingSockets weighing = new WeighingSockets(new Counters(
                "",
                List.of(
                        link("eth0", true, BoundSockets.NEVER),
                        link("br-lan", false, BoundSockets.THROUGH_COUNTED),
                        link("docker0", false, BoundSockets.NEVER))));
        PacketFlow flow = new PacketFlow(socket(remote), new Traffic(1, 1), Traffic.NONE, Segments.NONE, through);
        assertEquals(weighs, weighing.weighs(SocketTraffic.of(flow)), why);
    }

    private static Interface link(String name, boolean counted, BoundSockets bound) {
        List<Address> addresses = counted ? List.of(Address.parse("192.0.2.1")) : List.of();
        return new Interface(name, name, "", counted, bound, addresses, 0, 0, "");
    }

    private static Claim own(String app, long received, long sent, long headers) {
        return claim(app, new Traffic(received, sent), new Traffic(headers, 0), null);
    }

    private static Claim forwarded(String app, long received) {
        return claim(app, new Traffic(received, 0), Traffic.NONE, "eth0");
    }

    private static Claim claim(String app, Traffic bytes, Traffic headers, @Nullable String through) {
        return new Claim(
                List.of(app),
                SocketTraffic.of(new PacketFlow(socket("192.0.2.9"), bytes, headers, Segments.NONE, through)));
    }

    private static Claim encapsulated(String app, Traffic bytes, Segments packets) {
        PacketFlow flow = new PacketFlow(socket("192.0.2.9"), bytes, Traffic.NONE, packets, null);
        return new Claim(List.of(app), SocketTraffic.of(flow).encapsulated());
    }

    private static Socket socket(String remote) {
        return new Socket(
                Protocol.UDP,
                Endpoint.ANY,
                new Endpoint(Address.parse(remote), 443),
                7,
                false,
                false,
                List.of(),
                null,
                null);
    }

    private List<String> split(Traffic total, Claim... claims) {
        List<String> rows = new ArrayList<>();
        for (AppTraffic each : attributor.split(total, List.of(claims), LIMITS)) {
            rows.add(each.app() + " " + each.traffic().received() + "/"
                    + each.traffic().sent() + " est " + each.estimated().total());
        }
        return rows;
    }
}
