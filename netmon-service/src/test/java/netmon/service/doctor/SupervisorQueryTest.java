package netmon.service.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import netmon.model.OperatingSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisorQueryTest {
    @TempDir
    private Path root;

    private String asked = "";

    @Test
    void theUsersSystemdIsAskedIfOnlyTheUserInstalledTheUnit() throws IOException {
        Files.createDirectories(root.resolve("run/systemd/system"));
        create("home/.config/systemd/user/netmon.service");
        assertEquals("ok", verdict(OperatingSystem.LINUX, "LoadState=loaded\nActiveState=active\n"));
        assertEquals(
                "env XDG_RUNTIME_DIR=/run/user/501 /usr/bin/systemctl --user show netmon.service"
                        + " -p LoadState -p ActiveState -p NRestarts -p ExecMainStatus",
                asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"etc/systemd/system/netmon.service", "usr/lib/systemd/system/netmon.service"})
    void theSystemsSystemdIsAskedIfTheUnitIsInstalledForAllUsers(String unit) throws IOException {
        Files.createDirectories(root.resolve("run/systemd/system"));
        create(unit);
        assertEquals("bad", verdict(OperatingSystem.LINUX, "LoadState=loaded\nActiveState=failed\n"));
        assertEquals(
                "/usr/bin/systemctl --system show netmon.service"
                        + " -p LoadState -p ActiveState -p NRestarts -p ExecMainStatus",
                asked);
    }

    @Test
    void withoutSystemdNoProgramIsRun() {
        assertNull(supervisors("").ask(OperatingSystem.LINUX));
        assertEquals("", asked);
    }

    @Test
    void withoutAnInstalledUnitNoProgramIsRun() throws IOException {
        Files.createDirectories(root.resolve("run/systemd/system"));
        assertEquals("ok", verdict(OperatingSystem.LINUX, "LoadState=not-found\n"));
        assertEquals("ok", verdict(OperatingSystem.MACOS, ""));
        assertEquals("", asked);
    }

    @Test
    void launchdIsAskedForTheAgentOrTheDaemon() throws IOException {
        create("home/Library/LaunchAgents/com.netmon.service.plist");
        assertEquals("ok", verdict(OperatingSystem.MACOS, "state = running\n"));
        assertEquals("launchctl print gui/501/com.netmon.service", asked);
        assertEquals("bad", verdict(OperatingSystem.MACOS, ""));
        assertEquals("launchctl print user/501/com.netmon.service", asked);
        create("Library/LaunchDaemons/com.netmon.service.plist");
        assertEquals("ok", verdict(OperatingSystem.MACOS, "state = running\n"));
        assertEquals("launchctl print system/com.netmon.service", asked);
    }

    private String verdict(OperatingSystem system, String printed) {
        SupervisorState supervisor = supervisors(printed).ask(system);
        assertNotNull(supervisor);
        return supervisor.check().verdict().word();
    }

    private SupervisorQuery supervisors(String printed) {
        Path home = root.resolve("home");
        return new SupervisorQuery(root, home, Map.of(), "501", line -> {
            asked = line;
            return printed;
        });
    }

    private void create(String file) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.createFile(path);
    }
}
