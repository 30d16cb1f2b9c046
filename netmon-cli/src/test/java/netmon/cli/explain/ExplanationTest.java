package netmon.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.List;
import netmon.cli.client.OpenSockets;
import netmon.cli.client.ServiceStatus;
import netmon.cli.text.Page;
import netmon.cli.text.Units;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.InterfaceTotal;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Period TODAY = new Period(0, 86_400, "today");
    private static final Traffic TEN = new Traffic(10 << 20, 5 << 20);

    private static final String OPEN = """
            process\t4711\t1795000000000\t/usr/bin/python3.12\t/home/me/fetch.py\t
            process\t4712\t1795000000000\t/usr/bin/python3.12\t/home/me/fetch.py\t
            process\t4713\t0\t\t\tfetch.py
            socket\t4711\ttcp\t192.168.1.5:52344\t[2001:db8:0:0:0:0:0:1]:443\t1048576\t2048\tseen
            socket\t0\tudp\t0.0.0.0:5353\t*:*\t\t\tconcluded
            total\t12\t3
            """;

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
                Not known    which sockets and processes moved these bytes: netmon keeps only sums
                """, printed("fetch.py", "sockets sock_diag\nmeasures yes", OPEN));
    }

    @Test
    void bytesWithoutAnOwnerAreNotCalledEstimated() {
        String text = printed(App.UNATTRIBUTED, "sockets lsof\nmeasures no", "total\t0\t0");

        assertTrue(text.contains("\nReceived     10.00 MB, without a known owner\n"), text);
        assertTrue(text.contains("\nMeasured by  lsof at present, which counts no bytes, so all is estimated\n"), text);
        assertTrue(text.contains("\nSockets now  none\n"), text);
    }

    @Test
    void anAnswerOfAnotherVersionIsReadAsFarAsPossible() {
        OpenSockets open = OpenSockets.parse("""
                process\tx\ty\t/bin/a\t\t\tmore\tand more
                socket\t1\ttcp\ta\tb\t10\t-5\tseen\tmore
                socket\t1\ttcp
                weather\tfine
                total\t1
                """);

        assertEquals(1, open.processes().size());
        assertEquals(new Traffic(10, 0), open.sockets().get(0).traffic());
        assertEquals(0, open.socketCount());
    }

    @Test
    void hostileNamesCannotMoveTheCursor() {
        String evil = "\u001b[2J\u009b\u202e" + "日本".repeat(500) + "z\u0301".repeat(900);
        String text = printed(
                evil,
                "sockets " + evil + "\nmeasures yes\ninstead " + evil,
                "process\t1\t1\t/bin/" + evil + "\t\t\nsocket\t1\t" + evil + "\t" + evil + "\t" + evil
                        + "\t1\t1\tseen\ntotal\t1\t1");

        assertEquals(text.replace("\n", ""), PlainText.of(text.replace("\n", "")));
    }

    private static String printed(String app, String status, String open) {
        Explanation report = new Explanation(
                TODAY,
                new AppTraffic(app, TEN, new Traffic(TEN.received() / 4, 0)),
                TEN.plus(TEN),
                TEN,
                List.of(new InterfaceTotal("en0", TEN.plus(TEN), Traffic.NONE)),
                List.of(),
                ServiceStatus.parse(status),
                OpenSockets.parse(open));
        StringWriter text = new StringWriter();
        Page page = new Page(new PrintWriter(text), Integer.MAX_VALUE, false, Units.ORIGINAL.bytes(), ZoneOffset.UTC);
        new ExplanationPage(report, page).print();
        return text.toString();
    }
}
