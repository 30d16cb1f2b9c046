package netmon.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import netmon.model.OperatingSystem;
import netmon.scan.FakeClock;
import netmon.scan.FakeMachine;
import netmon.scan.Machine;
import netmon.scan.ProcessHandles;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.counting.InterfaceRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "MACOS, AUTO, ntstat netstat nettop lsof",
        "MACOS, NTSTAT, ntstat",
        "MACOS, NETSTAT, netstat",
        "MACOS, NETTOP, nettop",
        "MACOS, LSOF, lsof",
        "MACOS, OSHI, oshi",
        "LINUX, AUTO, sock_diag lsof",
        "LINUX, SOCKDIAG, sock_diag",
        "LINUX, LSOF, lsof",
        "LINUX, OSHI, oshi",
        "OTHER, AUTO, oshi lsof",
        "OTHER, LSOF, lsof",
        "OTHER, OSHI, oshi",
    })
    void eachSystemHasItsSourcesOfSockets(OperatingSystem system, ScannerChoice scanner, String sources)
            throws Exception {
        List<String> names = sources(system, scanner).sockets().stream()
                .map(SocketSource::name)
                .toList();
        assertEquals(List.of(sources.split(" ")), names);
    }

    @ParameterizedTest
    @CsvSource({
        "MACOS, SOCKDIAG",
        "LINUX, NTSTAT",
        "LINUX, EBPF",
        "LINUX, NETSTAT",
        "LINUX, NETTOP",
        "OTHER, SOCKDIAG",
        "OTHER, NETSTAT",
        "OTHER, NETTOP"
    })
    void aSourceThatASystemLacksIsAClearError(OperatingSystem system, ScannerChoice scanner) {
        ScanException e = assertThrows(ScanException.class, () -> sources(system, scanner));
        String name = system == OperatingSystem.OTHER ? System.getProperty("os.name") : system.word();
        assertEquals(
                "--scanner " + scanner.name().toLowerCase(Locale.ROOT) + ": there is no such way to read sockets on "
                        + name,
                e.getMessage());
    }

    @Test
    void theLiveLinuxCountsByEbpfFirst() throws Exception {
        Platform linux = Platform.of(OperatingSystem.LINUX);
        List<SocketSource> sources = linux.sources(
                        linux.machine(),
                        linux.processes(),
                        new FakeClock(),
                        InterfaceRule.AUTOMATIC,
                        ScannerChoice.AUTO)
                .sockets();
        assertEquals(
                List.of("ebpf", "sock_diag", "lsof"),
                sources.stream().map(SocketSource::name).toList());
    }

    @Test
    void interfacesOfAMacAreReadByNetstatEvenIfOshiReadsTheSockets() throws Exception {
        assertEquals(
                "netstat",
                sources(OperatingSystem.MACOS, ScannerChoice.OSHI).counters().name());
        assertEquals(
                "oshi",
                sources(OperatingSystem.OTHER, ScannerChoice.AUTO).counters().name());
    }

    @Test
    void thisMachineAnswersForItselfAndItsProcesses() throws Exception {
        Platform other = Platform.of(OperatingSystem.OTHER);
        Machine machine = other.machine();
        assertEquals("", machine.boot());
        assertEquals(false, machine.addresses().isEmpty());
        long self = ProcessHandle.current().pid();
        Processes processes = other.processes();
        assertEquals(true, processes.of(self, null).isResolved());
        assertEquals(processes.started(self), processes.of(self, null).started());
    }

    private static Platform.MachineSources sources(OperatingSystem system, ScannerChoice scanner) throws ScanException {
        return Platform.of(system)
                .sources(new FakeMachine(), new ProcessHandles(), new FakeClock(), InterfaceRule.AUTOMATIC, scanner);
    }
}
