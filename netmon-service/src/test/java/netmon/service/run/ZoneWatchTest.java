package netmon.service.run;

import netmon.protocol.StatusReply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneWatchTest {
    @TempDir
    private Path folder;

    private final List<ZoneId> moved = new ArrayList<>();
    private Path file;

    @BeforeEach
    void beginsInBerlin() throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        file = folder.resolve("localtime");
        link("Europe/Berlin");
    }

    @AfterEach
    void forgetsTheZone() {
        System.clearProperty("user.timezone");
        TimeZone.setDefault(null);
    }

    private void link(String zone) throws Exception {
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, Path.of("/usr/share/zoneinfo", zone));
    }

    private void check(ZoneWatch watch) {
        watch.check(1_790_000_000, moved::add);
    }

    @Test
    void anotherLinkChangesTheZoneForAllOfJava() throws Exception {
        ZoneWatch watch = new ZoneWatch(file);
        check(watch);
        assertNull(watch.zoneChange());
        link("Asia/Kathmandu");
        check(watch);
        check(watch);

        assertEquals(List.of(ZoneId.of("Asia/Kathmandu")), moved);
        assertEquals(ZoneId.of("Asia/Kathmandu"), ZoneId.systemDefault());
        assertEquals(new StatusReply.StatusChange(1_790_000_000, "Asia/Kathmandu"), watch.zoneChange());
    }

    @Test
    void aNewLinkToTheSameZoneIsNoChange() throws Exception {
        ZoneWatch watch = new ZoneWatch(file);
        link("Europe/Berlin");
        check(watch);

        assertEquals(List.of(), moved);
    }

    @Test
    void withoutALinkJavaAsksTheMachine() throws Exception {
        System.clearProperty("user.timezone");
        TimeZone.setDefault(null);
        ZoneId machines = ZoneId.systemDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
        ZoneWatch watch = new ZoneWatch(file);
        Files.delete(file);
        Files.writeString(file, "TZif2");
        check(watch);

        assertEquals(List.of(machines), moved);
    }
}
