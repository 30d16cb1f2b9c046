package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import netmon.model.BoundSockets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UncountedInterfacesTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            lo0,       THROUGH_COUNTED
            ipsec0,    THROUGH_COUNTED
            bond0,     THROUGH_COUNTED
            vlan0,     THROUGH_COUNTED
            bridge0,   THROUGH_COUNTED
            bridge100, NEVER
            vmenet0,   NEVER
            vmnet8,    NEVER
            awdl0,     NEVER
            llw0,      NEVER
            en5,       NEVER
            utun4,     CARRIED_ELSEWHERE
            ppp0,      CARRIED_ELSEWHERE
            """)
    void theNameShowsWhetherSocketsUseACountedInterface(String name, BoundSockets expected) {
        assertEquals(expected, CountedInterfaces.boundSockets(name));
    }
}
