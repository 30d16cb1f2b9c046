package netmon.scan.lsof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import netmon.model.OwnerProcess;
import netmon.model.Socket;
import netmon.scan.FakeMachine;
import netmon.scan.ProgramOutput;
import netmon.scan.Resources;
import netmon.scan.ScanException;
import netmon.scan.SystemPrograms;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LsofTest {
    @Test
    void everyFieldThatLsofPrintsIsReadOrPassedOver() throws Exception {
        assertEquals("""
                TCP 10.184.10.188:64647 76.76.21.61:443 37224 Hyper Helper
                TCP 10.184.10.188:64645 76.76.21.241:443 37224 Hyper Helper
                TCP 10.184.10.188:59637 142.251.163.108:993 38266 Mail
                """, show(Resources.text("macos/lsof-F-all-fields.txt")));
    }

    @Test
    void oneProcessAloneIsRead() throws Exception {
        assertEquals(
                "TCP 100.123.31.75:65322 100.66.198.60:22 87062 ssh\n",
                show(Resources.text("macos/lsof-F-pctPnT-one-pid.txt")));
    }

    @Test
    void aSocketBoundToNothingIsRead() throws Exception {
        assertEquals("UDP *:* *:* 388 loginwindow\n", show(Resources.text("macos/lsof-F-udp-wildcard.txt")));
    }

    @Test
    void allFormsOfNamesAreRead() throws Exception {
        assertEquals("""
                TCP 127.0.0.1:5432 *:* listening 7 postgres: a b
                TCP [0:0:0:0:0:0:0:1]:8080 *:* listening 7 postgres: a b
                TCP [fe80:0:0:0:8a:1cff:fe00:1]:60770 [fe80:0:0:0:0:0:0:2]:62019 7 postgres: a b
                UDP *:5353 *:* 7 postgres: a b
                UDP *:* *:* 7 postgres: a b
                """, show("""
                        p7
                        cpostgres: a b
                        u501
                        Lme
                        f3
                        tIPv4
                        PTCP
                        n127.0.0.1:5432
                        TST=LISTEN
                        f4
                        PTCP
                        n[::1]:8080
                        TQR=0
                        TST=LISTEN
                        f5
                        PTCP
                        n[fe80:b::8a:1cff:fe00:1]:60770->[fe80:b::2]:62019
                        TST=ESTABLISHED
                        f6
                        PUDP
                        n*:5353
                        f7
                        PUDP
                        n*:*
                        f8
                        PTCP
                        nno PCB, CANTSENDMORE, CANTRCVMORE
                        f9
                        PICMP
                        n*:*
                        f10
                        tIPv4
                        """));
    }

    @Test
    void aSocketCountsOnceAProcess() throws Exception {
        String socket = "\nPTCP\nn10.0.0.2:5->10.0.0.3:443\n";
        assertEquals("""
                TCP 10.0.0.2:5 10.0.0.3:443 7 a
                TCP 10.0.0.2:5 10.0.0.3:443 8 b
                """, show("p7\nca\nf3" + socket + "f4" + socket + "p8\ncb\nf3" + socket));
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "gr\\xc3\\xb6\\xc3\\x9fe, größe",
        "a\\x1bb, a\u001bb",
        "\\xff, \ufffd",
        "\\x, \\x",
        "\\xg1\\x4, \\xg1\\x4",
        "ö\\x41, öA",
    })
    void escapedBytesComeBack(String printed, String name) {
        assertEquals(name, LsofListing.unescape(printed));
    }

    @Test
    void exitStatusOneIsAnAnswerAndOthersAreNot() throws Exception {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        assertEquals(List.of(), read(new ProgramOutput(nothing, 1)));
        assertEquals(List.of(), read(new ProgramOutput(nothing, 0)));
        assertThrows(ScanException.class, () -> read(new ProgramOutput(nothing, 2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMAND PID USER FD TYPE DEVICE SIZE/OFF NODE NAME",
                "px\ncname\nf3\nPTCP\nn1.2.3.4:5",
                "f3\nPTCP\nn1.2.3.4:5",
                "p7\nf3\nn1.2.3.4:5",
                "p7\nf3\nPTCP\nn1.2.3.4",
                "p7\nf3\nPTCP\nn1.2.3.4:http",
                "p7\nf3\nPTCP\nn1.2.3.4:5->",
                "p7\nf3\nPTCP\nn[::1:5",
                "p7\nf3\nPTCP\nnlocalhost:5",
            })
    void otherOutputIsAnError(String text) {
        assertThrows(ScanException.class, () -> read(ProgramOutput.of(text)));
    }

    @Test
    void theErrorContainsTheRateAndARow() {
        ScanException e =
                assertThrows(ScanException.class, () -> read(ProgramOutput.of("p7\nf3\nPTCP\nn1.2.3.4:\u001b[m")));
        assertEquals(Lsof.COMMAND + ": 0 of 1 rows understood; the first other: 1.2.3.4:\ufffd[m", e.getMessage());
    }

    @Test
    void theRealLsofFindsASocketOfThisProcess() throws Exception {
        Assumptions.assumeTrue(
                SystemPrograms.PLACES.stream()
                        .map(place -> place.resolve("lsof"))
                        .anyMatch(Files::isExecutable),
                "there is no lsof here");
        SystemPrograms tools = new SystemPrograms("C.UTF-8");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProgramOutput output = tools.run(Lsof.COMMAND);
            long self = ProcessHandle.current().pid();
            List<Socket> mine = read(output).stream()
                    .filter(each -> each.local().port() == server.getLocalPort())
                    .toList();
            assertEquals(1, mine.size());
            assertTrue(mine.get(0).listening());
            assertEquals(self, mine.get(0).owners().get(0).pid());
        }
    }

    private static List<Socket> read(ProgramOutput output) throws ScanException {
        return Lsof.source(new FakeMachine().says(Lsof.COMMAND, output)).read().sockets();
    }

    private static String show(String text) throws ScanException {
        return read(ProgramOutput.of(text)).stream().map(LsofTest::show).collect(Collectors.joining());
    }

    private static String show(Socket socket) {
        OwnerProcess owner = socket.owners().get(0);
        return socket.protocol() + " " + socket.local() + " " + socket.remote()
                + (socket.listening() ? " listening " : " ") + owner.pid() + " " + owner.command() + "\n";
    }
}
