package netmon.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import netmon.cli.client.StatusLines;
import netmon.cli.detail.HostNames;
import netmon.cli.text.Page;
import netmon.cli.text.Units;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.InterfaceTotal;
import netmon.model.OwnerProcess;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.Traffic;
import netmon.protocol.MessageException;
import netmon.protocol.Request;
import netmon.protocol.SocketsReply;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Period TODAY = new Period(0, 86_400, "today");
    private static final Traffic TEN = new Traffic(10 << 20, 5 << 20);

    private static final SocketsReply OPEN = new SocketsReply(
            List.of(
                    process(4711, "/usr/bin/python3.12", "/home/me/fetch.py"),
                    process(4712, "/usr/bin/python3.12", "/home/me/fetch.py"),
                    OwnerProcess.unresolved(4713, "fetch.py")),
            List.of(
                    new SocketsReply.OpenSocket(
                            4711,
                            "tcp",
                            "192.168.1.5:52344",
                            "[2001:db8:0:0:0:0:0:1]:443",
                            new Traffic(1 << 20, 2048),
                            true),
                    new SocketsReply.OpenSocket(0, "udp", "0.0.0.0:5353", "*:*", null, false)),
            12,
            3);

    private static OwnerProcess process(long pid, String path, String script) {
        return new OwnerProcess(pid, 1_795_000_000_000L, path, null, script);
    }

    @Test
    void theAnswerOfTheServiceIsShown() {
        assertEquals("""
                fetch.py (today)

                Received     10.00 MB: 75.0 % measured, 25.0 % estimated
                Sent         5.00 MB: 100.0 % measured, 0.0 % estimated
                Share        50.0 % of the 30.00 MB that moved; 50.0 % of that has no known owner
                Interfaces   en0 30.00 MB
                Measured by  sock_diag at present, which counts each socket's bytes
                Sockets now  12 open in 3 processes; bytes since they were opened
                             tcp 192.168.1.5:52344 -> [2001:db8:0:0:0:0:0:1]:443  1.00 MB in, 2.00 KB out  process 4711
                             udp 0.0.0.0:5353 -> *:*  not counted (assumed)
                             and 10 more
                Named by     the rule 'interpreter': /home/me/fetch.py, process 4711 and 1 more
                             the rule 'command': fetch.py, process 4713
                Note         Per-connection history is not stored
                """, printed("fetch.py", "sockets sock_diag\nmeasures yes", OPEN));
    }

    @Test
    void bytesWithoutAnOwnerAreNotCalledEstimated() {
        String text = printed(App.UNATTRIBUTED, "sockets lsof\nmeasures no\nopen 9", SocketsReply.NONE);

        assertTrue(text.contains("\nReceived     10.00 MB, without a known owner\n"), text);
        assertTrue(text.contains("\nMeasured by  lsof at present, which counts no bytes, so all is estimated\n"), text);
        assertTrue(text.contains("\nSockets now  none\n"), text);
    }

    @Test
    void hostileNamesCannotMoveTheCursor() {
        String evil = "\u001b[2J\u009b\u202e" + "日本".repeat(500) + "z\u0301".repeat(900);
        String text = printed(
                evil,
                "sockets " + evil + "\nmeasures yes\npassed-over " + evil,
                new SocketsReply(
                        List.of(process(1, "/bin/" + evil, evil)),
                        List.of(new SocketsReply.OpenSocket(1, evil, evil, evil, new Traffic(1, 1), true)),
                        1,
                        1));

        assertEquals(text.replace("\n", ""), PlainText.of(text.replace("\n", "")));
    }

    private static String printed(String app, String status, SocketsReply open) {
        Explanation report = new Explanation(
                TODAY,
                new AppTraffic(app, TEN, new Traffic(TEN.received() / 4, 0)),
                TEN.plus(TEN),
                TEN,
                List.of(new InterfaceTotal("en0", TEN.plus(TEN), Traffic.NONE)),
                List.of(),
                false,
                List.of(),
                List.of(),
                new HostNames(Map.of()),
                StatusLines.status(status),
                received(open));
        StringWriter text = new StringWriter();
        Page page = new Page(new PrintWriter(text), Integer.MAX_VALUE, false, Units.ORIGINAL.bytes(), ZoneOffset.UTC);
        new ExplanationPage(report, page).print();
        return text.toString();
    }

    /** The reply as it arrives over the socket. */
    private static SocketsReply received(SocketsReply reply) {
        try {
            return new Request.GetSockets("x").parseReply(reply.encode());
        } catch (MessageException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
