package netmon.scan.linux.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import netmon.scan.linux.Recorded;
import org.junit.jupiter.api.Test;

class PppSessionsTest {
    private static final String HEADING = "Id       Address              Device\n";

    private final Recorded machine = new Recorded();

    @Test
    void withoutSessionsPppRunsOverAModem() {
        assertFalse(PppSessions.read(machine).carryAll(1));
        assertFalse(PppSessions.read(machine.with("proc net pppoe", HEADING)).carryAll(1));
    }

    @Test
    void pppoeListsTheInterfacesThatCarryIt() {
        machine.with(
                "proc net pppoe", HEADING + "00000007 00:11:22:33:44:55    eth0\n00000008 00:11:22:33:44:55 eth1.7\n");
        PppSessions sessions = PppSessions.read(machine);
        assertTrue(sessions.carryAll(1));
        assertEquals(Set.of("eth0", "eth1.7"), sessions.onlyDevices());
    }

    @Test
    void besideATunnelTheCarrierOfPppIsUnknown() {
        machine.with("proc net pppoe", HEADING + "00000007 00:11:22:33:44:55 eth0\n")
                .with("proc net pptp", "h\nx\n");
        PppSessions sessions = PppSessions.read(machine);
        assertTrue(sessions.carryAll(1));
        assertEquals(Set.of(), sessions.onlyDevices());
    }

    @Test
    void malformedLinesAreNoSessions() {
        assertFalse(PppSessions.read(machine.with("proc net pppoe", HEADING + "\n \nx y\n"))
                .carryAll(1));
    }
}
