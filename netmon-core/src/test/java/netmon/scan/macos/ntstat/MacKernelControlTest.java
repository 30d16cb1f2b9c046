package netmon.scan.macos.ntstat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MacKernelControlTest {
    @Test
    @DisabledOnOs(OS.MAC)
    void whereThereIsNoSuchControlItIsRefusedInASentence() {
        ScanException e = assertThrows(ScanException.class, MacKernelControl::open);
        assertTrue(String.valueOf(e.getMessage()).startsWith("ntstat: could not "), e.getMessage());
    }

    /** FIONREAD, with the number that Linux has for it: the mapping passes a variadic pointer. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aVariadicCallPassesItsPointer() {
        int descriptor = ControlCalls.socket(2, ControlCalls.SOCK_DGRAM, 0);
        assertTrue(descriptor >= 0);
        try (Memory waiting = new Memory(Integer.BYTES)) {
            waiting.setInt(0, -1);
            assertEquals(0, ControlCalls.VARIADIC.ioctl(descriptor, 0x541bL, waiting));
            assertEquals(0, waiting.getInt(0));
        } finally {
            ControlCalls.close(descriptor);
        }
    }

    /** On the living system: only where the test runs on a Mac. */
    @Test
    @EnabledOnOs(OS.MAC)
    void theLivingKernelReportsSockets() throws ScanException {
        try (NtstatSockets sockets = new NtstatSockets(MacKernelControl::open, UnknownLengths.READ, System::nanoTime)) {
            assertTrue(!sockets.read().sockets().isEmpty());
        }
    }
}
