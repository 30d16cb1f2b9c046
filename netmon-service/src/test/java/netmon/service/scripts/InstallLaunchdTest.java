package netmon.service.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/install-launchd and uninstall-launchd, with a fake launchctl that records its calls. */
class InstallLaunchdTest {
    @TempDir
    private Path temporary;

    private ScriptProject project;
    private Path agent;
    private String uid = "";

    @BeforeEach
    void copyTheScripts() throws IOException {
        project = ScriptProject.in(temporary);
        agent = project.home().resolve("Library/LaunchAgents/com.netmon.service.plist");
        uid = project.runIn(temporary, Path.of("/bin/sh"), "-c", "id -u").out().strip();
        launchctl("exit 0");
    }

    @Test
    void theServiceIsReplacedInTheDomainOfTheDesktop() throws IOException {
        assertEquals(0, project.run("scripts/install-launchd").status());
        String domain = "gui/" + uid;
        assertEquals(
                List.of(
                        "launchctl print " + domain,
                        "launchctl bootout " + domain + "/com.netmon.service",
                        "launchctl enable " + domain + "/com.netmon.service",
                        "launchctl bootstrap " + domain + " " + agent,
                        "launchctl kickstart " + domain + "/com.netmon.service"),
                project.recorded());
    }

    @Test
    void theAgentHasEachKeyAndAbsolutePathsWithEscapedCharacters() throws IOException {
        project.run("scripts/install-launchd");
        String data = project.home() + "/.netmon/";
        Map<String, Object> expected = Map.ofEntries(
                Map.entry("Label", "com.netmon.service"),
                Map.entry(
                        "ProgramArguments",
                        List.of(
                                project.root("bin/netmon-service").toString(),
                                "--db",
                                data + "netmon.db",
                                "--log",
                                data + "netmon-service.log")),
                Map.entry("EnvironmentVariables", Map.of("LC_ALL", "en_US.UTF-8")),
                Map.entry("LimitLoadToSessionType", "Aqua"),
                Map.entry("RunAtLoad", true),
                Map.entry("KeepAlive", true),
                Map.entry("ThrottleInterval", 30L),
                Map.entry("ExitTimeOut", 10L),
                Map.entry("Umask", 0077L),
                Map.entry("StandardOutPath", data + "netmon-service.out"),
                Map.entry("StandardErrorPath", data + "netmon-service.out"));
        assertEquals(expected, Plist.read(agent));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(agent)));
        Path folder = project.home().resolve(".netmon");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void withoutADesktopTheDomainOfTheUserIsUsed() throws IOException {
        launchctl("case $* in 'print gui/'*) exit 113 ;; esac");
        assertEquals(0, project.run("scripts/install-launchd").status());
        assertTrue(project.recorded().contains("launchctl bootstrap user/" + uid + " " + agent));
        assertEquals("Background", Plist.read(agent).get("LimitLoadToSessionType"));
    }

    @Test
    void theBootstrapIsRepeatedWhileTheFormerServiceLeaves() throws IOException {
        launchctl("case $1 in bootstrap) [ -e \"$CALLS.tried\" ] || { touch \"$CALLS.tried\"; exit 5; } ;; esac");
        assertEquals(0, project.run("scripts/install-launchd").status());
        assertEquals(
                2,
                project.recorded().stream()
                        .filter(call -> call.contains("bootstrap"))
                        .count());
    }

    @Test
    void theErrorMessageOfLaunchdIsShown() throws IOException {
        launchctl("case $1 in bootstrap) echo 'Bootstrap failed: 5' >&2; exit 5 ;; esac");
        ScriptProject.ScriptResult result = project.run("scripts/install-launchd");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("Bootstrap failed: 5"), result.err());
        assertTrue(result.err().contains("launchd refused " + agent), result.err());
    }

    @Test
    void bothScriptsCanRunTwice() throws IOException {
        launchctl("case $1 in bootout) exit 3 ;; esac");
        assertEquals(0, project.run("scripts/install-launchd").status());
        assertEquals(0, project.run("scripts/install-launchd").status());
        assertEquals(0, project.run("scripts/uninstall-launchd").status());
        assertFalse(Files.exists(agent));
        assertEquals(0, project.run("scripts/uninstall-launchd").status());
        assertTrue(project.recorded().get(project.recorded().size() - 1).contains("bootout"));
    }

    @Test
    void sudoIsRefusedBecauseItWouldInstallForRoot() throws IOException {
        project.set("SUDO_USER", "me");
        assertEquals(1, project.run("scripts/install-launchd").status());
        assertEquals(List.of(), project.recorded());
    }

    @Test
    void theAgentOfAnotherProgramStays() throws IOException {
        project.write(agent, "<string>/usr/local/bin/netmond</string>");
        for (String script : List.of("scripts/install-launchd", "scripts/uninstall-launchd")) {
            assertEquals(1, project.run(script).status());
        }
        assertTrue(Files.exists(agent));
        assertEquals(List.of(), project.recorded());
    }

    private void launchctl(String behaviour) throws IOException {
        project.fake("launchctl", behaviour);
    }
}
