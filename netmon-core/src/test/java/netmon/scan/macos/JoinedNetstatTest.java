package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import netmon.model.Interface;
import netmon.model.Socket;
import netmon.scan.FakeMachine;
import netmon.scan.ProgramMachine;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.counting.InterfaceRule;
import org.junit.jupiter.api.Test;

/** Made-up output of one netstat, as network_cmds 730.80 and older releases print it. */
class JoinedNetstatTest {
    private static final String IBN = """
            Name       Mtu   Network       Address            Ipkts Ierrs     Ibytes    Opkts Oerrs     Obytes  Coll
            lo0        16384 <Link#1>                             1     0       9000        1     0       9000     0
            en0        1500  <Link#4>    a8:66:7f:dd:ee:ff  5708989     0 7295722068  3494252     0  379533492     0
            """;
    private static final String TITLE = "Active Internet connections (including servers)\n";
    private static final String HEADER = "Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)"
            + "          rxbytes/packets        txbytes/packets    rhiwat  shiwat          process:pid            "
            + "eprocess:epid   state  options           gencnt    flags   flags1 usecnt rtncnt fltrs\n";
    private static final String TCP = "tcp4       0      0  192.168.1.10.50001     142.250.1.1.443        ESTABLISHED"
            + "          2000/2                  300/3         131072  131072             curl:600                    :"
            + "       00102 00000008 000000000000000b 00000081 04000900      2      0 000000\n";
    private static final String UDP = "udp4       0      0  192.168.1.10.5353      *.*                               "
            + "          4000/4                  500/5         131072  131072    mDNSResponder:211                    :"
            + "       00102 00000008 000000000000000c 00000081 04000900      2      0 000000\n";
    private static final String SECTION = TITLE + HEADER;

    private final FakeMachine programs = new FakeMachine()
            .says(JoinedNetstat.INTERFACES, IBN)
            .says(NetstatSockets.TCP, SECTION + TCP)
            .says(NetstatSockets.UDP, SECTION + UDP);
    private final ProgramMachine machine = new ProgramMachine(new JoinedNetstat(programs::read), "", "");
    private final NetstatInterfaces interfaces = new NetstatInterfaces(machine, InterfaceRule.AUTOMATIC);
    private final NetstatSockets sockets = new NetstatSockets(machine);

    @Test
    void theCommandLineIsThatOfTheNewestNetstat() {
        assertEquals("netstat -ibn , -anvvbl -p tcp , -anvvbl -p udp", JoinedNetstat.JOINED);
    }

    @Test
    void oneProcessAnswersAllThreeQuestions() throws Exception {
        programs.says(JoinedNetstat.JOINED, IBN + SECTION + TCP + SECTION + UDP);
        assertEquals(3, tick());
        assertEquals(1, tick());
        assertEquals(List.of(JoinedNetstat.JOINED), last(1));
    }

    @Test
    void aHeaderThatIsPrintedOnceServesBothListings() throws Exception {
        programs.says(JoinedNetstat.JOINED, IBN + SECTION + TCP + UDP);
        tick();
        assertEquals(1, tick());
    }

    @Test
    void aNetstatWithoutTcpSocketsIsUnderstood() throws Exception {
        programs.says(JoinedNetstat.JOINED, IBN + SECTION + SECTION + UDP);
        tick();
        interfaces.read();
        assertEquals(
                List.of("UDP"),
                sockets.read().sockets().stream()
                        .map(each -> each.protocol().name())
                        .toList());
    }

    @Test
    void anOlderNetstatThatStopsAtTheCommaIsRunThreeTimes() throws Exception {
        programs.says(JoinedNetstat.JOINED, IBN);
        tick();
        assertEquals(4, tick());
        assertEquals(3, tick());
    }

    @Test
    void aNetstatThatRefusesTheCommaIsRunThreeTimes() throws Exception {
        programs.says(
                JoinedNetstat.JOINED, new ProgramOutput(ProgramOutput.of("").bytes(), 1));
        tick();
        assertEquals(4, tick());
        assertEquals(3, tick());
    }

    @Test
    void aNetstatThatDoesNotEndAtTheCommaIsRunThreeTimes() throws Exception {
        tick();
        assertEquals(4, tick());
        assertEquals(3, tick());
    }

    @Test
    void aCutListingIsReadAnewInThisTickAndJoinedInTheNext() throws Exception {
        programs.says(
                JoinedNetstat.JOINED,
                new ProgramOutput(
                        ProgramOutput.of(IBN + SECTION + TCP + SECTION + UDP).bytes(), 1));
        tick();
        assertEquals(4, tick());
        programs.says(JoinedNetstat.JOINED, IBN + SECTION + TCP + SECTION + UDP);
        assertEquals(1, tick());
    }

    @Test
    void theSocketsOfATickThatDoesNotReadThemAreNotThoseOfALaterOne() throws Exception {
        programs.says(JoinedNetstat.JOINED, IBN + SECTION + TCP + SECTION + UDP);
        tick();
        interfaces.read(); // joined, but the sockets are not read
        interfaces.read();
        assertEquals(List.of(JoinedNetstat.JOINED, JoinedNetstat.INTERFACES), last(2));
        programs.lacks(NetstatSockets.TCP);
        assertThrows(ScanException.class, sockets::read);
    }

    /** Reads interfaces and sockets and checks both. @return how many programs ran */
    private int tick() throws ScanException {
        int before = programs.asked.size();
        Interface en0 = interfaces.read().interfaces().get(1);
        assertEquals(7295722068L, en0.received());
        List<Socket> read = sockets.read().sockets();
        assertEquals(2, read.size());
        assertEquals(List.of(11L, 12L), read.stream().map(Socket::id).toList());
        assertEquals(211, read.get(1).owners().get(0).pid());
        return programs.asked.size() - before;
    }

    private List<String> last(int count) {
        return programs.asked.subList(programs.asked.size() - count, programs.asked.size());
    }
}
