package netmon.service.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.attribution.Claim;
import netmon.attribution.SocketTraffic;
import netmon.attribution.SocketTraffic.SocketChange;
import netmon.model.Address;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.service.fakes.FakeInterfaces;
import netmon.service.fakes.FakeSockets;
import netmon.service.fakes.HandClock;
import netmon.service.run.Bench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRequestTest {
    private static final int BUSY = 100_000;
    private static final Endpoint OWN = new Endpoint(FakeInterfaces.OWN, 5000);
    private static final Endpoint FAR = new Endpoint(Address.parse("192.0.2.7"), 443);

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock();
    private final LiveRequest live = new LiveRequest(clock, new FakeSockets());

    private static Claim claim(String app, Traffic payload, OwnerProcess... owners) {
        Socket socket =
                new Socket(Protocol.TCP, OWN, FAR, 0, false, false, List.of(owners), new Traffic(BUSY, BUSY), null);
        List<String> apps = owners.length == 0 ? List.of() : List.of(app);
        return new Claim(apps, new SocketTraffic(socket, payload, null, SocketChange.STAYED));
    }

    private static AppTraffic app(String name, Traffic traffic) {
        return new AppTraffic(name, traffic, Traffic.NONE);
    }

    @Test
    void nothingIsKeptUntilSomebodyAsks() throws Exception {
        Bench bench = Bench.start(folder.resolve("netmon.db"));
        bench.moves("curl", BUSY, 700).second();

        assertEquals("look none", bench.live("connections"));

        bench.moves("curl", 2 * BUSY, 500).moves("ssh", BUSY, 30).second();
        assertEquals(
                "look " + bench.clock.seconds() + " 1000000000 2\n"
                        + "row\t200000\t500\tmeasured\t100\tcurl\tcurl\ttcp\t10.0.0.2:40100\t192.0.2.7:443\n"
                        + "row\t100000\t30\tmeasured\t101\tssh\tssh\ttcp\t10.0.0.2:40101\t192.0.2.7:443",
                bench.live("connections"));
        assertTrue(bench.live("processes").endsWith("\nrow\t100000\t30\tmeasured\t101\tssh\tssh"));

        bench.clock.pass(11_000);
        bench.moves("curl", BUSY, 700).second();
        assertEquals("look none", bench.live("connections"), "nobody has asked for long");
        bench.close();
    }

    @Test
    void whatHasNoProcessSaysWhy() {
        live.answer("processes");
        live.see(
                7,
                1_000_000_000,
                List.of(
                        claim("", new Traffic(20, 0)),
                        claim(App.UNATTRIBUTED, new Traffic(30, 0), OwnerProcess.OTHER_USER)),
                List.of(app(App.UNATTRIBUTED, new Traffic(1050, 0))));

        assertEquals("""
                look 7 1000000000 3
                row\t1000\t0\tmeasured\t0\tUnattributed\tno socket
                row\t30\t0\tmeasured\t0\tUnattributed\tanother user's
                row\t20\t0\tmeasured\t0\tUnattributed\towner unknown""", live.answer("processes"));
    }

    @Test
    void aLongAnswerLeavesTheLeastOffAndSaysHowMuchThatIs() {
        List<Claim> claims = new ArrayList<>();
        List<AppTraffic> apps = new ArrayList<>();
        for (int i = 1000; i < 1300; i++) {
            Traffic traffic = new Traffic(i, 1);
            claims.add(claim("n\u001b]52;" + "é\n".repeat(2000) + i, traffic, OwnerProcess.unresolved(100, null)));
            apps.add(app(claims.get(claims.size() - 1).apps().get(0), traffic));
        }
        LiveRequest unnamed = new LiveRequest(clock, new Nameless());
        unnamed.answer("connections");
        unnamed.see(7, 1, claims, apps);

        String answer = unnamed.answer("connections");
        List<String> lines = answer.lines().toList();
        assertTrue(answer.length() < 21_000, answer.length() + " chars");
        assertTrue(lines.get(1).startsWith("row\t1299\t1\t"), lines.get(1));
        String[] more = lines.get(lines.size() - 1).split(" ", -1);
        int left = Integer.parseInt(more[1]);
        assertEquals(300, lines.size() - 2 + left);
        assertEquals(Integer.toString(left * (1000 + 999 + left) / 2), more[2]);
        assertTrue(answer.chars().allMatch(c -> c == '\n' || c == '\t' || c >= ' '), answer);
    }

    @Test
    void onlyTheseTwoCanBeAsked() {
        assertThrows(IllegalArgumentException.class, () -> live.answer("apps"));
    }

    /** Processes that are gone. */
    private static final class Nameless implements netmon.scan.Processes {
        @Override
        public OwnerProcess of(long pid, @org.jspecify.annotations.Nullable String command) {
            return OwnerProcess.unresolved(pid, command);
        }

        @Override
        public long started(long pid) {
            return 0;
        }
    }
}
