package netmon.service.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import netmon.protocol.RatesReply;
import netmon.protocol.RatesReply.LiveConnection;
import netmon.protocol.RatesReply.LiveRow;
import netmon.protocol.Request;
import netmon.scan.Processes;
import netmon.service.fakes.FakeInterfaces;
import netmon.service.fakes.FakeSockets;
import netmon.service.fakes.HandClock;
import netmon.service.run.Bench;
import org.jspecify.annotations.Nullable;
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

    private static LiveRow row(Traffic traffic, long pid, String app, String process, @Nullable LiveConnection ends) {
        return new LiveRow(traffic, false, pid, app, process, ends);
    }

    private RatesReply processes() {
        return live.answer(new Request.GetRates(Request.Grouping.PROCESSES));
    }

    @Test
    void nothingIsKeptBeforeTheFirstRequestAndLongAfterTheLast() throws Exception {
        Bench bench = Bench.start(folder.resolve("netmon.db"));
        bench.moves("curl", BUSY, 700).second();

        assertEquals(RatesReply.PENDING, bench.live(Request.Grouping.CONNECTIONS));

        bench.moves("curl", 2 * BUSY, 500).moves("ssh", BUSY, 30).second();
        LiveRow curl = row(
                new Traffic(200_000, 500),
                100,
                "curl",
                "curl",
                new LiveConnection("tcp", "10.0.0.2:40100", "192.0.2.7:443"));
        LiveRow ssh = row(
                new Traffic(100_000, 30),
                101,
                "ssh",
                "ssh",
                new LiveConnection("tcp", "10.0.0.2:40101", "192.0.2.7:443"));
        assertEquals(
                new RatesReply(bench.clock.seconds(), 1_000_000_000, List.of(curl, ssh), 0, Traffic.NONE),
                bench.live(Request.Grouping.CONNECTIONS));
        assertEquals(
                row(ssh.traffic(), 101, "ssh", "ssh", null),
                bench.live(Request.Grouping.PROCESSES).rows().get(1));

        bench.clock.pass(11_000);
        bench.moves("curl", BUSY, 700).second();
        assertEquals(RatesReply.PENDING, bench.live(Request.Grouping.CONNECTIONS));
        bench.close();
    }

    @Test
    void aRowWithoutAProcessSaysWhy() {
        processes();
        live.see(
                7,
                1_000_000_000,
                List.of(
                        claim("", new Traffic(20, 0)),
                        claim(App.UNATTRIBUTED, new Traffic(30, 0), OwnerProcess.OTHER_USER)),
                List.of(app(App.UNATTRIBUTED, new Traffic(1050, 0))));

        assertEquals(
                List.of(
                        row(new Traffic(1000, 0), 0, App.UNATTRIBUTED, "headers and closed connections", null),
                        row(new Traffic(30, 0), 0, App.UNATTRIBUTED, "another user's", null),
                        row(new Traffic(20, 0), 0, App.UNATTRIBUTED, "owner unknown", null)),
                processes().rows());
    }

    @Test
    void aProcessThatEndedKeepsTheNameThatItsSourceKnew() {
        LiveRequest unnamed = new LiveRequest(clock, new Nameless());
        Request.GetRates request = new Request.GetRates(Request.Grouping.PROCESSES);
        unnamed.answer(request);
        unnamed.see(
                7,
                1_000_000_000,
                List.of(
                        claim("curl", new Traffic(40, 0), new OwnerProcess(100, 5, "/usr/bin/curl", "curl", null)),
                        claim("wget", new Traffic(30, 0), OwnerProcess.unresolved(101, "wget")),
                        claim("docker 0123", new Traffic(20, 0), OwnerProcess.unresolved(0, "docker 0123")),
                        claim("gone", new Traffic(10, 0), OwnerProcess.unresolved(102, null))),
                List.of(
                        app("curl", new Traffic(40, 0)),
                        app("wget", new Traffic(30, 0)),
                        app("docker 0123", new Traffic(20, 0)),
                        app("gone", new Traffic(10, 0))));

        assertEquals(
                List.of("curl", "wget", "docker 0123", "ended"),
                unnamed.answer(request).rows().stream().map(LiveRow::process).toList());
    }

    @Test
    void aLongReplyLeavesOutTheLeastRowsAndCountsThem() {
        List<Claim> claims = new ArrayList<>();
        List<AppTraffic> apps = new ArrayList<>();
        for (int i = 1000; i < 1300; i++) {
            Traffic traffic = new Traffic(i, 1);
            claims.add(claim("n\u001b]52;" + "é\n".repeat(2000) + i, traffic, OwnerProcess.unresolved(100, null)));
            apps.add(app(claims.get(claims.size() - 1).apps().get(0), traffic));
        }
        LiveRequest unnamed = new LiveRequest(clock, new Nameless());
        Request.GetRates request = new Request.GetRates(Request.Grouping.CONNECTIONS);
        unnamed.answer(request);
        unnamed.see(7, 1, claims, apps);

        RatesReply reply = unnamed.answer(request);
        assertEquals(new Traffic(1299, 1), reply.rows().get(0).traffic());
        assertEquals(200, reply.rows().size());
        assertEquals(100, reply.leftOutRows());
        assertEquals(new Traffic(100 * (1000 + 1099) / 2, 100), reply.leftOut());
        String text = reply.encode();
        assertTrue(text.length() < 60_000, text.length() + " characters");
        assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' '), text);
    }

    /** Processes that have ended. */
    private static final class Nameless implements Processes {
        @Override
        public OwnerProcess of(long pid, @Nullable String command) {
            return OwnerProcess.unresolved(pid, command);
        }

        @Override
        public long started(long pid) {
            return 0;
        }
    }
}
