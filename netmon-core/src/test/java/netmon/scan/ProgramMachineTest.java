package netmon.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import netmon.model.Address;
import netmon.model.OperatingSystem;
import netmon.platform.Platform;
import netmon.scan.counting.InterfaceRule;
import netmon.scan.macos.ProcPidPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Mac with shell scripts for programs. */
@Timeout(60)
class ProgramMachineTest {
    private static final String NETTOP = "printf ',bytes_in,bytes_out,\\nssh.7,1,2,\\n'";
    private static final String LSOF = "printf 'p7\\ncssh\\nf3\\nPTCP\\nn10.0.0.2:5->10.0.0.3:22\\n'";

    @TempDir
    Path place;

    @Test
    void aQuestionIsACommandLine() throws Exception {
        Scripts.write(place, "netstat", "echo $#: $*");
        assertEquals(
                "4: -anvbl -p tcp x\n",
                machine().read("netstat -anvbl -p tcp x").text());
    }

    @Test
    void theBootIsTheKernelsAndAskedForOnce() throws Exception {
        Scripts.write(place, "sysctl", "echo asked >> " + place + "/asked; echo A1B2 $*");
        ProgramMachine machine = machine();
        assertEquals("A1B2 -n kern.bootsessionuuid", machine.boot());
        assertEquals("A1B2 -n kern.bootsessionuuid", machine.boot());
        assertEquals("asked\n", Files.readString(place.resolve("asked")));
    }

    @Test
    void withoutAnAnswerTheBootIsUnknown() throws Exception {
        assertEquals("", machine().boot());
        Scripts.write(place, "sysctl", "echo unknown oid; exit 1");
        assertEquals("", machine().boot());
    }

    @Test
    void anUnknownBootIsAskedForAgainEverMoreSeldom() throws Exception {
        Scripts.write(place, "sysctl", "echo asked >> " + place + "/asked; exit 1");
        ProgramMachine machine = machine();
        for (int i = 0; i < 11; i++) {
            assertEquals("", machine.boot());
        }
        // the calls 1, 3, 6 and 11 run the program
        assertEquals("asked\n".repeat(4), Files.readString(place.resolve("asked")));
        Scripts.write(place, "sysctl", "echo A1B2");
        for (int i = 0; i < 8; i++) {
            assertEquals("", machine.boot());
        }
        assertEquals("A1B2", machine.boot());
    }

    @Test
    void theAddressesAreThisMachines() throws Exception {
        Address loopback = Address.parse("127.0.0.1");
        assertTrue(machine().addresses().values().stream().anyMatch(each -> each.contains(loopback)));
    }

    @Test
    void aNetstatThatHangsGivesWayToNettop() throws Exception {
        Scripts.write(place, "netstat", "sleep 1000");
        Scripts.write(place, "nettop", NETTOP);
        SocketScanner scanner = scanner(Duration.ofMillis(300));
        assertEquals(1, scanner.read().sockets().size());
        assertEquals("nettop", scanner.name());
        assertTrue(scanner.measuresBytes());
    }

    @Test
    void aNettopThatPrintsItsUsageGivesWayToLsof() throws Exception {
        Scripts.write(place, "netstat", "echo 'tcp4 0 0 10.0.0.2.5 10.0.'");
        Scripts.write(place, "nettop", "echo usage: nettop");
        Scripts.write(place, "lsof", LSOF);
        SocketScanner scanner = scanner(Duration.ofSeconds(20));
        assertEquals(1, scanner.read().sockets().size());
        assertEquals("lsof", scanner.name());
    }

    private SocketScanner scanner(Duration limit) throws Exception {
        ProgramMachine machine = machine(limit);
        Platform.MachineSources mac = Platform.of(OperatingSystem.MACOS)
                .sources(machine, new ProcPidPath(), new FakeClock(), InterfaceRule.AUTOMATIC, ScannerChoice.AUTO);
        return new SocketScanner(mac.sockets(), new FakeClock());
    }

    private ProgramMachine machine() {
        return machine(Duration.ofSeconds(20));
    }

    private ProgramMachine machine(Duration limit) {
        SystemPrograms programs = new SystemPrograms(List.of(place), "C.UTF-8", limit, 1 << 20);
        return new ProgramMachine(programs, "sysctl -n kern.bootsessionuuid", "sw_vers -productVersion");
    }
}
