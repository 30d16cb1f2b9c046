package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalZoneTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "/usr/share/zoneinfo/Europe/Berlin, Europe/Berlin",
        "../usr/share/zoneinfo/Etc/UTC, Etc/UTC",
        "/var/db/timezone/zoneinfo/America/Argentina/Ushuaia, America/Argentina/Ushuaia",
        "/etc/elsewhere, ''"
    })
    void aLinksTargetNamesTheZone(Path target, String zone) throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("localtime"), target);

        assertEquals(zone, LocalZone.linked(link));
    }

    @Test
    void aCopyNamesNoZoneAndNeitherDoesNothing() throws Exception {
        assertEquals("", LocalZone.linked(Files.writeString(folder.resolve("copy"), "TZif2")));
        assertEquals("", LocalZone.linked(folder.resolve("none")));
    }

    @ParameterizedTest
    @CsvSource({"Asia/Kathmandu, Asia/Kathmandu", ":Asia/Kolkata, Asia/Kolkata"})
    void theEnvironmentComesFirst(String variable, String zone) {
        assertEquals(ZoneId.of(zone), LocalZone.find(variable));
    }

    @Test
    void aNameThatJavaDoesNotKnowGivesTheMachinesZoneAlsoAfterTheTableWasSpared() {
        TimeZone.setDefault(null);
        ZoneId machines = ZoneId.systemDefault();
        try {
            LocalZone.spareTheTable();

            assertEquals(machines, LocalZone.find("Mars/Olympus"));
        } finally {
            TimeZone.setDefault(null);
        }
    }
}
