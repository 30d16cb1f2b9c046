package netmon.scan.linux.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import netmon.model.Address;
import netmon.scan.ScanException;
import netmon.scan.linux.ebpf.kernel.BpfObjects;
import netmon.scan.linux.ebpf.kernel.EbpfException;
import netmon.scan.linux.ebpf.kernel.KernelSide;
import netmon.scan.linux.ebpf.kernel.LiveReads;
import netmon.scan.linux.ebpf.kernel.MapKind;
import netmon.scan.linux.ebpf.kernel.ProgramProof;
import netmon.scan.linux.ebpf.kernel.Refusal;
import netmon.scan.linux.ebpf.programs.AttachPoint;
import netmon.scan.linux.ebpf.records.Birth;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.DirectionCounts;
import netmon.scan.linux.ebpf.records.LostEvents;
import netmon.scan.linux.ebpf.records.Origin;
import netmon.scan.linux.ebpf.records.OwnProcess;
import netmon.scan.linux.ebpf.records.SocketDelta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs in this machine's kernel; skipped where the kernel or the user's rights do not allow them. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class EbpfLiveTest {
    private static final int LIMIT_SECONDS = 30;

    @Test
    void thisProcessAndItsNamespaceAreKnown() throws ScanException, IOException {
        LiveReads opened = open();
        try (EbpfCounters counters = new EbpfCounters(opened, System::nanoTime)) {
            assertTrue(opened.proof().startsWith("its programs counted synthetic packets correctly"), opened.proof());
            assertEquals(opened.pathRefusal() != null, opened.proof().contains("only 15 letters"), opened.proof());
            OwnProcess own = opened.own();
            assertEquals(isFirstPidNamespace(), own.knowsProcesses());
            assertEquals(ProcessHandle.current().pid(), own.pid());
            assertNotEquals(0, own.netns());
            Birth birth = counters.poll().births().stream()
                    .filter(each -> each.tgid() == own.tgid())
                    .findFirst()
                    .orElseThrow();
            assertEquals(own.netns(), birth.netns());
            assertTrue(System.nanoTime() - birth.time() < TimeUnit.MINUTES.toNanos(1));
            if (opened.pathRefusal() == null) {
                assertTrue(birth.path().endsWith("bin/java"), birth.path());
            }
        }
    }

    /** In another namespace the kernel's numbers of processes are not those of {@code /proc}. */
    private static boolean isFirstPidNamespace() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString().equals("pid:[4026531836]");
    }

    @Test
    void programsThatDoNotCountFailTheirProof() throws EbpfException {
        open().close(); // skips where it is refused
        int loopback = 1;
        try (KernelSide side = KernelSide.load()) {
            LiveReads reads = new LiveReads(side);
            EbpfException thrown = assertThrows(EbpfException.class, () -> ProgramProof.run(side, reads, loopback));
            assertEquals(Refusal.MISCOUNTED, thrown.refusal());
        }
    }

    @Test
    void tcpBetweenNamespacesIsCountedToTheByte() throws Exception {
        compareTransfer("tcp", Transfer.TCP_BYTES);
    }

    @Test
    void udpBetweenNamespacesIsCountedToTheByte() throws Exception {
        compareTransfer("udp", Transfer.DATAGRAMS * Transfer.DATAGRAM);
    }

    @Test
    void nothingIsLeftAfterClosing() throws ScanException, IOException {
        BpfObjects made;
        try (EbpfCounters counters = new EbpfCounters(open(), System::nanoTime)) {
            made = BpfObjects.heldBy(ProcessHandle.current().pid());
            assertEquals(0, counters.size());
        }
        assertMade(made);
        assertGone(made);
    }

    @Test
    void nothingIsLeftAfterAKill() throws Exception {
        open().close(); // skips where it is refused
        Process holder = TwoNamespaces.java(List.of(), Holder.class).start();
        try {
            assertEquals("attached 0", firstLine(holder));
            BpfObjects made = BpfObjects.heldBy(holder.pid());
            assertMade(made);
            assertTrue(holder.destroyForcibly().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
            assertGone(made);
        } finally {
            holder.destroyForcibly();
        }
    }

    /** CAP_NET_ADMIN is 12, CAP_PERFMON 38 and CAP_BPF 39; an older setpriv knows no names of these. */
    @ParameterizedTest
    @CsvSource({
        "'-all',NO_RIGHT",
        "'-all,+cap_39',NO_NETWORK_RIGHT",
        "'-all,+cap_12,+cap_39',NO_RIGHT",
        "'-all,+cap_12,+cap_38,+cap_39',attached 0",
    })
    void threeCapabilitiesAreEnough(String capabilities, String outcome) throws Exception {
        open().close(); // skips where it is refused
        List<String> setpriv = List.of("setpriv", "--bounding-set=" + capabilities, "--inh-caps=-all");
        Process holder;
        try {
            holder = TwoNamespaces.java(setpriv, Holder.class).start();
        } catch (IOException e) {
            abort("skipped: there is no setpriv here");
            return;
        }
        try {
            String line = firstLine(holder);
            assumeFalse(line.equals("NO_CGROUP"), "skipped: no cgroup is mounted here, and only root may mount one");
            assertEquals(outcome, line);
        } finally {
            holder.destroyForcibly();
        }
    }

    /** A shell opens a socket, starts a program that inherits it, and closes its own descriptor. */
    @Test
    @Timeout(30)
    void aSocketThatAnotherProgramClosesLastIsReported() throws Exception {
        try (EbpfCounters counters = new EbpfCounters(open(), System::nanoTime)) {
            String script = "exec 3<>/dev/udp/127.0.0.1/9; sleep 0.1 <&3 & exec 3>&-; wait";
            Process shell;
            try {
                shell = new ProcessBuilder("bash", "-c", script).start();
            } catch (IOException e) {
                abort("skipped: there is no bash here");
                return;
            }
            shell.waitFor();
            List<Birth> births = new ArrayList<>();
            while (births.stream()
                    .noneMatch(each -> each.isOfHeir() && each.comm().equals("sleep"))) {
                births.addAll(counters.poll().births());
            }
            Birth heir = births.stream().filter(Birth::isOfHeir).findFirst().orElseThrow();
            assertTrue(
                    births.stream()
                            .anyMatch(each -> !each.isOfHeir() && each.comm().equals("bash")),
                    births.toString());
            assertNotEquals(0, heir.cookie());
        }
    }

    @Test
    void whatAnOlderListenerAcceptsHasItsCookie() throws Exception {
        open().close(); // skips where it is refused
        try (TwoNamespaces both = TwoNamespaces.make()) {
            Process server = both.far(Transfer.class, "tcp-server");
            assertEquals("ready", firstLine(server));
            try (EbpfCounters counters = new EbpfCounters(open(), System::nanoTime)) {
                Process client = both.near(Transfer.class, "tcp-client", TwoNamespaces.FAR_ADDRESS);
                assertTrue(client.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
                assertTrue(server.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
                List<CountedSocket> sockets = counters.poll().sockets().stream()
                        .map(SocketDelta::socket)
                        .filter(each -> each.localPort() == Transfer.PORT)
                        .toList();
                // Others on this machine may use the port as well.
                CountedSocket accepted = sockets.stream()
                        .filter(each -> each.local().address().equals(Address.parse(TwoNamespaces.FAR_ADDRESS)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(sockets));
                CountedSocket listener = sockets.stream()
                        .filter(each -> each.cookie() == accepted.origin().cookie())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(sockets));
                assertTrue(listener.remote().isAny(), sockets.toString());
                assertEquals(new Origin(listener.cookie(), 0, 0, 0, ""), accepted.origin());
                assertNotEquals(listener.cookie(), accepted.cookie());
            } finally {
                server.destroyForcibly();
            }
        }
    }

    /** Both ends of the wire are seen, each in its own namespace: the sockets' sums equal the interface's counters. */
    private static void compareTransfer(String protocol, int least) throws Exception {
        assumeTrue(isFirstPidNamespace(), "skipped: the kernel's numbers of processes are others here");
        try (EbpfCounters counters = new EbpfCounters(open(), System::nanoTime);
                TwoNamespaces both = TwoNamespaces.make()) {
            long[] near = both.nearCounters();
            long[] far = both.farCounters();
            counters.poll();
            long[] processes = transfer(both, protocol);
            EbpfPoll poll = counters.poll();
            assertEquals(LostEvents.NONE, poll.lost());
            SocketDelta client = sum(poll, processes[0]);
            assertTrue(client.out().wireBytes() > least);
            assertMoved(near, both.nearCounters(), client);
            assertMoved(far, both.farCounters(), sum(poll, processes[1]));
        }
    }

    /** Process numbers of the client, at the near end, and of the server. */
    private static long[] transfer(TwoNamespaces both, String protocol) throws Exception {
        Process server = both.far(Transfer.class, protocol + "-server");
        try {
            assertEquals("ready", firstLine(server));
            Process client = both.near(Transfer.class, protocol + "-client", TwoNamespaces.FAR_ADDRESS);
            assertTrue(client.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
            assertEquals(0, client.exitValue());
            assertTrue(server.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
            assertEquals(0, server.exitValue());
            return new long[] {client.pid(), server.pid()};
        } finally {
            server.destroyForcibly();
        }
    }

    /** The sum of all sockets in the namespace in which this process created one. */
    private static SocketDelta sum(EbpfPoll poll, long process) {
        Birth birth = poll.births().stream()
                .filter(each -> each.tgid() == process)
                .findFirst()
                .orElseThrow(() -> new AssertionError(poll.toString()));
        List<SocketDelta> deltas = poll.sockets().stream()
                .filter(each -> each.socket().origin().netns() == birth.netns())
                .toList();
        assertFalse(deltas.isEmpty());
        DirectionCounts in = deltas.stream().map(SocketDelta::in).reduce(DirectionCounts.NONE, DirectionCounts::plus);
        DirectionCounts out = deltas.stream().map(SocketDelta::out).reduce(DirectionCounts.NONE, DirectionCounts::plus);
        return new SocketDelta(deltas.get(0).socket(), in, out);
    }

    private static void assertMoved(long[] before, long[] after, SocketDelta sum) {
        assertEquals(after[0] - before[0], sum.in().wireBytes(), "received, " + sum);
        assertEquals(after[1] - before[1], sum.out().wireBytes(), "sent, " + sum);
    }

    private static LiveReads open() {
        try {
            return LiveReads.open();
        } catch (EbpfException e) {
            return abort("skipped: " + e.getMessage());
        }
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.US_ASCII);
        return reader.readLine();
    }

    private static void assertMade(BpfObjects made) {
        assertEquals(AttachPoint.values().length, made.programs().size());
        assertEquals(AttachPoint.values().length, made.links().size());
        assertEquals(MapKind.values().length, made.maps().size());
    }

    /** The kernel frees them soon after the last descriptor is closed. */
    private static void assertGone(BpfObjects made) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!made.sharesNoneWith(BpfObjects.list()) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(made.sharesNoneWith(BpfObjects.list()));
    }
}
