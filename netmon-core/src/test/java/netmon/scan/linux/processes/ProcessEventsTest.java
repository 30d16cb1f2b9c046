package netmon.scan.linux.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;
import netmon.scan.ScanException;
import netmon.scan.linux.LinuxMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

public class ProcessEventsTest {
    private static final int EXEC = 2;
    private static final int EXIT = 0x8000_0000;

    @Test
    void eventsAreReadByTheirKind() throws ScanException {
        ByteBuffer answer = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
        event(answer, 0, 0, 0);
        event(answer, EXEC, 100, 0);
        event(answer, EXIT, 101, 50);
        ProcessEvents events = ProcessEvents.parse(answer.flip());
        assertTrue(events.acknowledged());
        assertFalse(events.lost());
        assertEquals(Set.of(100L), events.executed());
        assertEquals(Set.of(101L), events.ended());
        assertEquals(Set.of(50L), events.parents());
    }

    @Test
    void aRefusalAndALossAreSeen() throws ScanException {
        ByteBuffer answer = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
        event(answer, 0, 1, 0);
        answer.putInt(16).putShort((short) 4).putShort((short) 0).putLong(0);
        ProcessEvents events = ProcessEvents.parse(answer.flip());
        assertTrue(events.refused());
        assertFalse(events.acknowledged());
        assertTrue(events.lost());
    }

    @Test
    void aMessageThatIsCutShortIsRefused() {
        ByteBuffer answer =
                ByteBuffer.allocate(16).order(ByteOrder.nativeOrder()).putInt(0, 76);
        assertThrows(ScanException.class, () -> ProcessEvents.parse(answer));
    }

    @Test
    @Timeout(20)
    @EnabledOnOs(OS.LINUX)
    void theKernelReportsAProgramThatEnded() throws Exception {
        try (LinuxMachine machine = new LinuxMachine(Path.of("/"), line -> {
            throw new ScanException(line);
        })) {
            assumeTrue(listens(machine), "this kernel does not let us listen here");
            Process program = new ProcessBuilder("true").start();
            program.waitFor();
            ProcessEvents events =
                    ProcessEvents.parse(machine.read(ProcessEvents.QUESTION).bytes());
            assertTrue(events.executed().contains(program.pid()), events.toString());
            while (!events.ended().contains(program.pid())) { // its parent knows a moment earlier
                events =
                        ProcessEvents.parse(machine.read(ProcessEvents.QUESTION).bytes());
            }
            assertTrue(events.parents().contains(ProcessHandle.current().pid()), events.toString());
        }
    }

    private static boolean listens(LinuxMachine machine) {
        try {
            return ProcessEvents.parse(machine.read(ProcessEvents.QUESTION).bytes())
                    .acknowledged();
        } catch (ScanException e) {
            return abort(e.getMessage());
        }
    }

    /** The bytes of an event of 76 bytes, as on x86-64. */
    public static void event(ByteBuffer into, int what, int pid, int parent) {
        int at = into.position();
        into.putInt(at, 76).putShort(at + 4, (short) 3).putInt(at + 16, 1).putInt(at + 20, 1);
        into.putInt(at + 36, what).putInt(at + 52, pid).putInt(at + 56, pid).putInt(at + 72, parent);
        into.position(at + 76);
    }
}
