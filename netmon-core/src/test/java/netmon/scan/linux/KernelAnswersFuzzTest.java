package netmon.scan.linux;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import netmon.model.Address;
import netmon.scan.Fuzzed;
import netmon.scan.Machine;
import netmon.scan.ProcessHandles;
import netmon.scan.ProgramOutput;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import netmon.scan.linux.interfaces.CountedLinks;
import netmon.scan.linux.interfaces.Link;
import netmon.scan.linux.interfaces.Links;
import netmon.scan.linux.interfaces.NetDevRow;
import netmon.scan.linux.interfaces.PppSessions;
import netmon.scan.linux.interfaces.StackedLinks;
import netmon.scan.linux.netlink.NetlinkMessages;
import netmon.scan.linux.processes.LinuxProcesses.ProcStat;
import netmon.scan.linux.sockets.ProcNetSnmp;
import netmon.scan.linux.sockets.SockDiag;
import org.junit.jupiter.params.provider.MethodSource;

/** Arbitrary bytes in place of the kernel's answers, starting with recorded answers. */
class KernelAnswersFuzzTest {
    @MethodSource("recorded")
    @FuzzTest(maxDuration = "2m")
    void areReadOrRefused(byte[] bytes) {
        Machine machine = new Repeating(ProgramOutput.of(bytes));
        Fuzzed.readOrRefuse(() -> twice(new SockDiag(machine, new ProcessHandles())));
        Fuzzed.readOrRefuse(() -> links(ByteBuffer.wrap(bytes)));
        Fuzzed.readOrRefuse(() -> NetDevRow.parse(ByteBuffer.wrap(bytes), RowTally.ofAll("proc net dev")));
        String text = new String(bytes, StandardCharsets.UTF_8);
        Fuzzed.readOrRefuse(() -> ProcNetSnmp.parse(text, text, text));
        Fuzzed.readOrRefuse(() -> ProcStat.parse(text));
        Fuzzed.readOrRefuse(() -> PppSessions.read(machine));
        for (int from = 0; from <= bytes.length; from += NetlinkMessages.HEADER) {
            NetlinkMessages.endsDump(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), from);
        }
    }

    static Stream<byte[]> recorded() {
        Stream<byte[]> dumps = Stream.of(
                        "sock_diag-all-states.bin",
                        "sock_diag-destroyed.bin",
                        "sock_diag-tcp4.bin",
                        "sock_diag-tcp6.bin",
                        "sock_diag-udp4.bin",
                        "sock_diag-udp6.bin",
                        "links-container.bin",
                        "links-host.bin",
                        "links-virtual.bin")
                .map(name -> Recorded.resource(name).array());
        Stream<byte[]> files = Stream.of("""
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
                  eth0: 66820615    2248    0    0    0     0          0         0   313239    2027    0    0
                """, """
                Ip: ForwDatagrams
                Ip: 0
                Udp: InDatagrams OutDatagrams
                Udp: 5 6
                IpExt: InOctets OutOctets
                IpExt: 700 800
                Udp6InDatagrams                 	7
                """, """
                Id       Address              Device
                00000007 00:11:22:33:44:55    eth0
                """, """
                12345	4711
                12346	4712
                """, """
                4711 (Web Content) S 4700 4700 4700 0 -1 4194560 12 0 0 0 1 2 0 0 20 0 1 0 123456 0
                """).map(text -> text.getBytes(StandardCharsets.UTF_8));
        return Stream.concat(dumps, files);
    }

    /** The second poll uses the state of the first one. */
    private static Object twice(SockDiag source) throws ScanException {
        source.read();
        source.quickPoll();
        return source.read();
    }

    private static Object links(ByteBuffer bytes) throws ScanException {
        List<Link> links = Links.parse(bytes).all();
        Set<String> names = new HashSet<>();
        links.forEach(link -> names.add(link.name()));
        links.forEach(link -> StackedLinks.above(link, links, names));
        return CountedLinks.of(links, names, names, PppSessions.NONE);
    }

    /** A machine that gives every question the same answer. */
    private record Repeating(ProgramOutput answer) implements Machine {
        @Override
        public ProgramOutput read(String name) {
            return new ProgramOutput(answer.bytes().duplicate(), 0);
        }

        @Override
        public Map<String, List<Address>> addresses() {
            return Map.of();
        }

        @Override
        public String boot() {
            return "";
        }
    }
}
