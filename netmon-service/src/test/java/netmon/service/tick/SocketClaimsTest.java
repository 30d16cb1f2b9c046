package netmon.service.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import netmon.apps.AppCache;
import netmon.attribution.Claim;
import netmon.attribution.SocketTraffic;
import netmon.attribution.SocketTraffic.SocketChange;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SocketClaimsTest {
    private static final Endpoint HERE = new Endpoint(Address.parse("10.0.0.2"), 5000);
    private static final Endpoint THERE = new Endpoint(Address.parse("192.0.2.1"), 443);

    @Test
    void aChildThatMerelyInheritedASocketGetsNothing() {
        assertEquals(List.of("[app1] 1"), claims(Map.of(1L, 5_000_000L, 2L, 0L), socket(new Traffic(1000, 0), 1, 2)));
    }

    @Test
    void processesThatRanShareTheirSocket() {
        assertEquals(
                List.of("[app1, app2] 1"),
                claims(Map.of(1L, 5_000_000L, 2L, 900_000L), socket(new Traffic(1000, 0), 1, 2)));
    }

    @Test
    void aChildThatHasJustStartedAnotherProgramGetsNothing() {
        Traffic bytes = new Traffic(1000, 0);
        assertEquals(List.of("[app1] 1"), claims(Map.of(1L, 90_000_000L, 2L, 2_000_000L), socket(bytes, 1, 2)));
        assertEquals(List.of("[app1] 1"), claims(Map.of(2L, 2_000_000L), socket(bytes, 1, 2)));
    }

    @Test
    void whereNothingIsKnownOfTheHoldersAllOfThemShareTheSocket() {
        assertEquals(List.of("[app1, app2] 1"), claims(Map.of(), socket(new Traffic(1000, 0), 1, 2)));
        assertEquals(List.of("[app1, app2] 1"), claims(Map.of(1L, 0L, 2L, 0L), socket(new Traffic(1000, 0), 1, 2)));
    }

    @Test
    void uncountedSocketsWeighByTheTimeThatTheirProcessRan() {
        // app1 has two sockets; app3 is not known, and weighs as much as the mean of the three others
        assertEquals(
                List.of("[app1] 4000", "[app1] 4000", "[app2] 1000", "[app3] 3000"),
                claims(
                        Map.of(1L, 8000L, 2L, 1000L),
                        socket(null, 1),
                        socket(null, 1),
                        socket(null, 2),
                        socket(null, 3)));
    }

    @Test
    void anIdleProcessHasNoWeight() {
        assertEquals(
                List.of("[app1] 8000", "[app2] 0"),
                claims(Map.of(1L, 8000L, 2L, 0L), socket(null, 1), socket(null, 2)));
    }

    @Test
    void withoutRunTimesEveryConnectionWeighsTheSame() {
        assertEquals(List.of("[app1] 1", "[app2] 1"), claims(Map.of(), socket(null, 1), socket(null, 2)));
    }

    private static List<String> claims(Map<Long, Long> ranNanos, SocketTraffic... moved) {
        AppCache apps = new AppCache(
                (pid, command) -> new OwnerProcess(pid, 1, "/usr/bin/app" + pid, command, null), pid -> 1L, () -> 0L);
        return new SocketClaims(apps, ranNanos)
                .of(List.of(moved)).stream().map(SocketClaimsTest::text).toList();
    }

    private static String text(Claim claim) {
        return claim.apps() + " " + claim.weight();
    }

    private static SocketTraffic socket(@Nullable Traffic payload, long... pids) {
        List<OwnerProcess> owners = Arrays.stream(pids)
                .mapToObj(pid -> OwnerProcess.unresolved(pid, null))
                .toList();
        Protocol protocol = payload == null ? Protocol.UDP : Protocol.TCP;
        Socket socket = new Socket(protocol, HERE, THERE, 7, false, false, owners, payload, null);
        return new SocketTraffic(socket, payload, null, SocketChange.STAYED);
    }
}
