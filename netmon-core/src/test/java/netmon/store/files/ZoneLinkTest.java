package netmon.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneLinkTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "/usr/share/zoneinfo/Europe/Berlin, Europe/Berlin",
        "../usr/share/zoneinfo/Etc/UTC, Etc/UTC",
        "/var/db/timezone/zoneinfo/America/Argentina/Ushuaia, America/Argentina/Ushuaia",
        "/etc/elsewhere, ''"
    })
    void theTargetOfALinkNamesTheZone(Path target, String zone) throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("localtime"), target);

        assertEquals(zone, ZoneLink.name(link));
    }

    @Test
    void aCopyNamesNoZoneAndNeitherDoesAMissingFile() throws Exception {
        assertEquals("", ZoneLink.name(Files.writeString(folder.resolve("copy"), "TZif2")));
        assertEquals("", ZoneLink.name(folder.resolve("none")));
    }
}
