package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.FakeMachine;
import netmon.scan.ProgramOutput;
import netmon.scan.Resources;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NettopTest {
    private static final String HEADER = ",bytes_in,bytes_out,\n";

    @Test
    void socketRowsBelongToTheProcessAboveThem() throws Exception {
        OwnerProcess helper = OwnerProcess.unresolved(51458, "Code Helper (Pl");
        OwnerProcess tailscale = OwnerProcess.unresolved(79391, "io.tailscale.ip");
        assertEquals(
                List.of(
                        tcp("192.168.1.7:49200", "17.57.146.52:5223", false, helper, 11_417, 23_504),
                        tcp("[fe80::1]:49201", "[2a00:1450::e]:443", false, helper, 1, 2),
                        tcp("*:22", "*:*", true, tailscale, 0, 0),
                        tcp("*:22", "*:*", true, tailscale, 0, 0),
                        udp("*:5353", "*:*", tailscale, 5, 6),
                        udp("192.168.1.7:50000", "142.250.1.1:443", tailscale, 7, 8)),
                read(HEADER + """
                        Code Helper (Pl.51458,11418,23506,
                        tcp4 192.168.1.7:49200<->17.57.146.52:5223,11417,23504,
                        tcp6 fe80::1%en0.49201<->2a00:1450::e.443,1,2,
                        launchd.1,0,0,
                        io.tailscale.ip.79391,12,14,
                        tcp4 *:22<->*:*,,,
                        tcp6 *.22<->*.*,,,
                        udp6 *.5353<->*.*,5,6,
                        quic4 192.168.1.7:50000<->142.250.1.1:443,7,8,
                        """));
    }

    @Test
    void columnsAreFoundByTheirTitles() throws Exception {
        assertEquals(
                List.of(tcp("1.2.3.4:5", "6.7.8.9:443", false, OwnerProcess.unresolved(7, "a,b.c"), 10, 20)),
                read("""
                        time,,interface,state,bytes_out,rx_dupe,bytes_in,arch,
                        20:48:16.223325,a,b.c.7,,,21,0,11,arm64,
                        20:48:16.223326,tcp4 1.2.3.4:5<->6.7.8.9:443,en0,Established,20,0,10,arm64,
                        """));
    }

    @Test
    void processRowsAloneBecomeOneSocketEach() throws Exception {
        List<Socket> sockets = read(Resources.text("macos/nettop-P-L1-macos12.csv"));
        assertEquals(5, sockets.size());
        assertEquals(ofProcess(533, "apsd", 11_417, 23_504), sockets.get(2));
    }

    @Test
    void aProcessWhoseSumGoesDownStandsStill() throws Exception {
        FakeMachine machine = new FakeMachine();
        SocketSource nettop = Nettop.source(machine);
        assertEquals(List.of(ofProcess(7, "a", 100, 10)), next(machine, nettop, "a.7,100,10,"));
        assertEquals(List.of(ofProcess(7, "a", 150, 10)), next(machine, nettop, "a.7,150,10,"));
        assertEquals(List.of(ofProcess(7, "a", 150, 15)), next(machine, nettop, "a.7,30,15,"));
        assertEquals(List.of(ofProcess(7, "a", 152, 15)), next(machine, nettop, "a.7,32,15,"));
        assertEquals(List.of(ofProcess(7, "another", 5, 5)), next(machine, nettop, "another.7,5,5,"));
    }

    @Test
    void anotherSampleOfRealRowsIsRead() throws Exception {
        String sample = Resources.text("macos/nettop-P-L2-d-two-samples.csv");
        int second = sample.indexOf("time,", 1);
        List<Socket> sockets = read(sample.substring(second));
        assertEquals(ofProcess(51458, "Code Helper (Pl", 0, 702), sockets.get(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "usage: nettop [-c] [-d] [-n]\n",
                ",bytes_in,\na.7,1,\n",
                "bytes_in,bytes_out\n1,2\n",
                HEADER,
                HEADER + "a.7,1,\n",
                HEADER + "a,1,2,\n",
                HEADER + "a.,1,2,\n",
                HEADER + "a.-7,1,2,\n",
                HEADER + "a.7,-1,2,\n",
                HEADER + "a.7,1,99999999999999999999,\n",
                HEADER + "tcp4 1.2.3.4:5<->6.7.8.9:443,1,2,\na.7,1,2,\n",
                HEADER + "a.7,1,2,\ntcp4 1.2.3.4:5<->6.7.8.9,1,2,\n",
                HEADER + "a.7,1,2,\ntcp4 1.2.3.4.5<->6.7.8.9:443,1,2,\n",
                HEADER + "a.7,1,2,\nsctp4 1.2.3.4:5<->6.7.8.9:443,1,2,\n",
                HEADER + "a.7,1,2,\n<->,1,2,\n",
                HEADER + "a.7,1,2,\n<-> tcp4,1,2,\n",
            })
    void otherOutputIsAnError(String text) {
        assertThrows(ScanException.class, () -> read(text));
    }

    @Test
    void theErrorNamesTheCommandAndTheText() {
        ScanException e = assertThrows(ScanException.class, () -> read("usage: nettop\n"));
        assertEquals(Nettop.COMMAND + ": not the columns that netmon knows: usage: nettop", e.getMessage());
        assertTrue(Nettop.COMMAND.startsWith("nettop -L 1 "));
    }

    private static List<Socket> read(String text) throws ScanException {
        return next(new FakeMachine().says(Nettop.COMMAND, text));
    }

    private static List<Socket> next(FakeMachine machine, SocketSource nettop, String row) throws ScanException {
        machine.says(Nettop.COMMAND, ProgramOutput.of(HEADER + row + "\n"));
        return nettop.read().sockets();
    }

    private static List<Socket> next(FakeMachine machine) throws ScanException {
        return Nettop.source(machine).read().sockets();
    }

    private static Socket tcp(
            String local, String remote, boolean listening, OwnerProcess owner, long received, long sent) {
        return new Socket(
                Protocol.TCP,
                endpoint(local),
                endpoint(remote),
                0,
                listening,
                false,
                List.of(owner),
                new Traffic(received, sent),
                null);
    }

    private static Socket udp(String local, String remote, OwnerProcess owner, long received, long sent) {
        return new Socket(
                Protocol.UDP,
                endpoint(local),
                endpoint(remote),
                0,
                false,
                false,
                List.of(owner),
                new Traffic(received, sent),
                null);
    }

    private static Socket ofProcess(long pid, String command, long received, long sent) {
        return tcp("*:*", "*:*", false, OwnerProcess.unresolved(pid, command), received, sent);
    }

    private static Endpoint endpoint(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.startsWith("[") ? text.substring(1, colon - 1) : text.substring(0, colon);
        String port = text.substring(colon + 1);
        return new Endpoint(Address.parse(host), port.equals("*") ? 0 : Integer.parseInt(port));
    }
}
