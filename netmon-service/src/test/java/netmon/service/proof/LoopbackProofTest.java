package netmon.service.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import netmon.model.Calibration;
import netmon.model.Calibration.Meaning;
import netmon.model.Calibration.ProofResult;
import netmon.model.Direction;
import netmon.model.OperatingSystem;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.platform.Platform;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.counting.InterfaceRule;
import netmon.service.sources.SystemClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Real connections over loopback, read by the kernel's sock_diag; made-up readers distort what it says. */
@EnabledOnOs(OS.LINUX)
class LoopbackProofTest {
    private final long self = ProcessHandle.current().pid();

    @Test
    void theKernelsCountersAreProven() throws Exception {
        Calibration found = prove(socket -> socket);
        assertEquals("", found.objection(true));
        for (int version : new int[] {4, 6}) {
            for (Direction direction : List.of(Direction.IN, Direction.OUT)) {
                assertEquals(new Meaning(Protocol.TCP, version, direction, 1, 0), meaning(found, version, direction));
            }
        }
        assertEquals(
                "not counted",
                Objects.requireNonNull(found.meaning(Protocol.UDP, 4, Direction.IN))
                        .words());
        assertEquals(
                List.of(ProofResult.YES, ProofResult.YES, ProofResult.NO),
                List.of(found.owner(), found.closed(), found.unsent()));
    }

    @Test
    void aReaderThatCountsTwiceIsCalibrated() throws Exception {
        Calibration found = prove(socket -> counting(socket, 2, 0));
        assertEquals("", found.objection(true));
        assertEquals("twice", meaning(found, 4, Direction.IN).words());
        assertEquals(2, meaning(found, 6, Direction.OUT).times());
    }

    @Test
    void headersInsideAreNoticed() throws Exception {
        Calibration found = prove(socket -> counting(socket, 1, 52));
        assertEquals(1, meaning(found, 4, Direction.IN).times());
        int header = meaning(found, 4, Direction.IN).headerBytes();
        assertTrue(header >= 45 && header <= 60, "header of " + header + " bytes");
        assertEquals("once, with headers", meaning(found, 4, Direction.IN).words());
    }

    @Test
    void aReaderThatShowsOnlyOwnSocketsIsRefused() throws Exception {
        Calibration found =
                prove(socket -> socket.owners().stream().anyMatch(each -> each.pid() == self) ? socket : null);
        assertEquals("it shows no sockets of other processes", found.objection(true));
    }

    @Test
    void aReaderThatNamesTheWrongOwnerIsRefused() throws Exception {
        Calibration found = prove(socket -> socket.ownedBy(List.of(OwnerProcess.unresolved(1, "launchd"))));
        assertEquals("it names another process as the owner of a socket", found.objection(true));
    }

    @Test
    void aReaderThatNamesNoOwnerIsRefused() throws Exception {
        assertEquals(ProofResult.NO, prove(socket -> socket.ownedBy(List.of())).owner());
    }

    @Test
    void numbersThatFitNoMultipleAreRefused() throws Exception {
        String objection = prove(socket -> counting(socket, 0, 3000)).objection(true);
        assertTrue(objection.startsWith("its bytes of TCP over IPv4 make no sense"), objection);
    }

    @Test
    void writtenButUnsentBytesAreNoticed() throws Exception {
        SocketSource kernel = kernel();
        // Counts what a program wrote: the bytes that wait in the send buffer are added as if they had left.
        Calibration found = new LoopbackProof().prove(distorted(kernel, socket -> {
            Traffic payload = socket.payload();
            if (payload == null || payload.sent() == 0 || payload.received() > 0 || socket.closed()) {
                return socket;
            }
            return socket.counting(new Traffic(0, payload.sent() + 3_000_000), Segments.NONE);
        }));
        assertNotNull(found);
        assertEquals(ProofResult.YES, found.unsent());
    }

    @Test
    void aSourceThatFailsIsRefusedWithItsReason() {
        SocketSource failing = new SocketSource() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public SocketTable read() throws ScanException {
                throw new ScanException("no such program");
            }
        };
        ScanException e = assertThrows(ScanException.class, () -> new LoopbackProof().prove(failing));
        assertEquals("no such program", e.getMessage());
    }

    private static Calibration prove(UnaryOperator<Socket> distortion) throws Exception {
        Calibration found = new LoopbackProof(Duration.ofSeconds(30), () -> true, ProofRun::new)
                .prove(distorted(kernel(), distortion));
        assertNotNull(found);
        return found;
    }

    private static Meaning meaning(Calibration found, int version, Direction direction) {
        Meaning meaning = found.meaning(Protocol.TCP, version, direction);
        assertNotNull(meaning);
        return meaning;
    }

    private static SocketSource kernel() throws ScanException {
        Platform linux = Platform.of(OperatingSystem.LINUX);
        return linux.sources(
                        linux.machine(),
                        linux.processes(),
                        new SystemClock(),
                        InterfaceRule.AUTOMATIC,
                        ScannerChoice.SOCKDIAG)
                .sockets()
                .get(0);
    }

    /** @param distortion of one socket; null leaves it out */
    private static SocketSource distorted(SocketSource source, UnaryOperator<Socket> distortion) {
        return new SocketSource() {
            @Override
            public String name() {
                return "distorted";
            }

            @Override
            public void listLoopback(boolean listed) {
                source.listLoopback(listed);
            }

            @Override
            public SocketTable read() throws ScanException {
                List<Socket> sockets = source.read().sockets().stream()
                        .map(distortion)
                        .filter(each -> each != null)
                        .toList();
                return SocketTable.of(sockets);
            }
        };
    }

    private static Socket counting(Socket socket, int times, int header) {
        Traffic payload = socket.payload();
        Segments segments = socket.segments();
        if (payload == null || segments == null) {
            return socket;
        }
        return socket.counting(
                new Traffic(
                        times * payload.received() + header * segments.received(),
                        times * payload.sent() + header * segments.sent()),
                segments);
    }
}
