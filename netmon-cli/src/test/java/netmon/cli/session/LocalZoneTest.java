package netmon.cli.session;


import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalZoneTest {
    @ParameterizedTest
    @CsvSource({"Asia/Kathmandu, Asia/Kathmandu", ":Asia/Kolkata, Asia/Kolkata"})
    void theEnvironmentComesFirst(String variable, String zone) {
        assertEquals(ZoneId.of(zone), LocalZone.find(variable));
    }

    @Test
    void anUnknownNameGivesTheZoneOfTheMachine() {
        TimeZone.setDefault(null);
        ZoneId machines = ZoneId.systemDefault();
        try {
            LocalZone.avoidZoneTable();

            assertEquals(machines, LocalZone.find("Mars/Olympus"));
        } finally {
            TimeZone.setDefault(null);
        }
    }
}
