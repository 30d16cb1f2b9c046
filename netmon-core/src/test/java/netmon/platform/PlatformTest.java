package netmon.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import netmon.scan.FakeMachine;
import netmon.scan.InterfaceRule;
import netmon.scan.Machine;
import netmon.scan.ProcessHandles;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.StoppedClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "macos, AUTO, netstat nettop lsof",
        "macos, NETSTAT, netstat",
        "macos, NETTOP, nettop",
        "macos, LSOF, lsof",
        "macos, OSHI, oshi",
        "other, AUTO, oshi lsof",
        "other, LSOF, lsof",
        "other, OSHI, oshi",
    })
    void eachSystemHasItsWaysToReadSockets(String system, ScannerChoice scanner, String sources) throws Exception {
        List<String> names = platform(system, scanner).sockets().stream()
                .map(SocketSource::name)
                .toList();
        assertEquals(List.of(sources.split(" ")), names);
    }

    @ParameterizedTest
    @CsvSource({"macos, SOCKDIAG", "other, SOCKDIAG", "other, NETSTAT", "other, NETTOP"})
    void aWayThatASystemLacksIsAClearError(String system, ScannerChoice scanner) {
        ScanException e = assertThrows(ScanException.class, () -> platform(system, scanner));
        String name = system.equals("macos") ? system : System.getProperty("os.name");
        assertEquals(
                "--scanner " + scanner.name().toLowerCase(Locale.ROOT) + ": there is no such way to read sockets on "
                        + name,
                e.getMessage());
    }

    @Test
    void interfacesOfAMacAreReadByNetstatForTheJvmIsToldFalseNumbers() throws Exception {
        assertEquals("netstat", platform("macos", ScannerChoice.OSHI).counters().name());
        assertEquals("oshi", platform("other", ScannerChoice.AUTO).counters().name());
    }

    @Test
    void thisMachineAnswersForItselfAndItsProcesses() throws Exception {
        Machine machine = Platform.machine(Platform.OTHER);
        assertEquals("", machine.boot());
        assertEquals(false, machine.addresses().isEmpty());
        long self = ProcessHandle.current().pid();
        Processes processes = Platform.processes(Platform.OTHER);
        assertEquals(true, processes.of(self, null).isResolved());
        assertEquals(processes.started(self), processes.of(self, null).started());
    }

    private static Platform platform(String system, ScannerChoice scanner) throws ScanException {
        return Platform.of(
                system, new FakeMachine(), new ProcessHandles(), new StoppedClock(), InterfaceRule.AUTOMATIC, scanner);
    }
}
