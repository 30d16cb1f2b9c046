package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import netmon.model.OwnerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other systems than macOS have no proc_pidpath, and the class must work without it. */
class ProcPidPathTest {
    /** Above the highest pid of macOS (99998) and of Linux (4194304). */
    private static final long NOBODY = 99_999_999;

    private final ProcPidPath processes = new ProcPidPath();

    @Test
    void anOwnProcessHasItsPathAndItsStartOnEverySystem() {
        ProcessHandle self = ProcessHandle.current();
        OwnerProcess process = processes.of(self.pid(), "java");
        assertTrue(String.valueOf(process.path()).endsWith("/java"), process.toString());
        assertEquals(self.info().startInstant().orElseThrow().toEpochMilli(), process.started());
        assertEquals("java", process.command());
        assertEquals(process.started(), processes.started(self.pid()));
    }

    @Test
    void aProcessThatIsGoneIsUnresolvedAndNoError() {
        assertEquals(OwnerProcess.unresolved(NOBODY, "gone"), processes.of(NOBODY, "gone"));
        assertEquals(0, processes.started(NOBODY));
        assertNull(processes.of(0, null).path());
        assertNull(processes.of(-1, null).path());
    }

    @ParameterizedTest
    @CsvSource({
        "/System/Library/Frameworks/WebKit.framework/Versions/A/XPCServices/"
                + "com.apple.WebKit.Networking.xpc/Contents/MacOS/com.apple.WebKit.Networking, true",
        "/System/Applications/Siri.app/Contents/XPCServices/SiriNCService.xpc/Contents/MacOS/SiriNCService, false",
        "/usr/bin/ssh, false",
        "/Users/me/x.xpc/notes, false",
    })
    void onlyServicesOutsideEveryBundleAreAskedForTheirApplication(String path, boolean asked) {
        assertEquals(asked, ProcPidPath.isService(path));
    }
}
