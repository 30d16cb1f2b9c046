package netmon.scan.linux.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.model.OwnerProcess;
import netmon.scan.linux.FakeProc;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LinuxProcessesTest {
    private static final long BOOT_MILLIS = 1_700_000_000_000L;

    @TempDir
    private Path root;

    private FakeProc proc = new FakeProc(Path.of("/nowhere-yet"));

    @BeforeEach
    void prepare() {
        proc = new FakeProc(root);
    }

    private LinuxProcesses processes() {
        return new LinuxProcesses(proc.root());
    }

    @Test
    void aProcessHasItsExecutableItsNameAndItsStart() {
        proc.process(42, "curl");
        assertEquals(
                new OwnerProcess(42, BOOT_MILLIS + 1420, "/opt/app/curl", "curl", null),
                processes().of(42, null));
        assertEquals(BOOT_MILLIS + 1420, processes().started(42));
        assertEquals(1, processes().parent(42));
    }

    @Test
    void anInterpreterHasItsScript() {
        proc.process(42, "python3.11").commandLine(42, List.of("python3", "-u", "/opt/tool.py", "-m"));
        assertEquals("/opt/tool.py", processes().of(42, null).script());
        proc.commandLine(42, List.of(""));
        assertEquals(null, processes().of(42, null).script());
    }

    @Test
    void aScriptOfARelativePathIsFoundInTheWorkingFolder() throws IOException {
        Path shop = Files.createDirectories(root.resolve("srv/shop"));
        Files.createFile(shop.resolve("index.js"));
        proc.process(42, "node").commandLine(42, List.of("node", "./index.js"));
        assertEquals("./index.js", processes().of(42, null).script());
        proc.link(proc.file("42/cwd"), shop.toString());
        assertEquals(
                shop.resolve("index.js").toString(), processes().of(42, null).script());
        proc.commandLine(42, List.of("node", "other.js"));
        assertEquals("other.js", processes().of(42, null).script());
    }

    @Test
    void aHelperHasTheExecutableOfTheProgramThatStartedIt() {
        proc.process(40, "epiphany").child(40, 41, "bwrap").child(41, 42, "WebKitNetworkProcess");
        assertEquals("/opt/app/epiphany", processes().of(42, null).path());
        assertEquals(BOOT_MILLIS + 1420, processes().of(42, null).started());
        proc.process(43, "WebKitNetworkProcess");
        assertEquals("/opt/app/WebKitNetworkProcess", processes().of(43, null).path(), "its parent is gone");
    }

    @Test
    void aProcessOfElectronHasTheApplicationOfItsFirstProcess() {
        proc.process(40, "electron").commandLine(40, List.of("electron", "/usr/lib/signal/app.asar"));
        proc.child(40, 41, "electron").commandLine(41, List.of("electron", "--type=zygote"));
        proc.child(41, 42, "electron").commandLine(42, List.of("electron", "--type=utility"));
        assertEquals("/usr/lib/signal/app.asar", processes().of(42, null).script());
    }

    @Test
    void aReplacedExecutableKeepsItsPath() {
        proc.process(42, "curl").link(proc.file("42/exe"), "/opt/app/curl (deleted)");
        assertEquals("/opt/app/curl", processes().of(42, null).path());
    }

    @Test
    void aRefusedExecutableLeavesTheName() {
        proc.refused(42, "chrome");
        assertEquals(
                new OwnerProcess(42, BOOT_MILLIS + 1420, null, "chrome", null),
                processes().of(42, null));
        assertEquals("told", processes().of(42, "told").command());
    }

    @Test
    void aProcessThatIsGoneIsUnresolved() {
        assertEquals(OwnerProcess.unresolved(42, "curl"), processes().of(42, "curl"));
        assertEquals(0, processes().started(42));
        assertEquals(0, processes().parent(42));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessIsJavaAndStartedWhenTheRuntimeSays() {
        ProcessHandle self = ProcessHandle.current();
        OwnerProcess found = new LinuxProcesses(Path.of("/")).of(self.pid(), null);
        assertNotNull(found.path());
        assertTrue(found.path().endsWith("/java"), found.path());
        assertNotNull(found.script());
        long reported = self.info().startInstant().orElseThrow().toEpochMilli();
        assertTrue(Math.abs(found.started() - reported) <= 1000, found.started() + " is not " + reported);
    }
}
