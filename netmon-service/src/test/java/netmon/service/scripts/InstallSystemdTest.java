package netmon.service.scripts;


import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/install-systemd and uninstall-systemd, with a fake systemctl that records its calls. */
class InstallSystemdTest {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    private Path temporary;

    private ScriptProject project;
    private Path unit;

    @BeforeEach
    void copyTheScripts() throws IOException {
        project = ScriptProject.in(temporary);
        unit = project.home().resolve(".config/systemd/user/netmon.service");
        project.fake("systemctl", "exit 0");
    }

    @Test
    void theUnitIsWrittenEnabledAndStarted() throws IOException {
        ScriptProject.ScriptResult result = project.run("scripts/install-systemd");
        assertEquals(0, result.status(), result.err());
        assertEquals(
                List.of(
                        "systemctl --user show-environment",
                        "systemctl --user daemon-reload",
                        "systemctl --user enable netmon.service",
                        "systemctl --user restart netmon.service"),
                project.recorded());
        assertTrue(result.err().contains("loginctl enable-linger"));
    }

    @Test
    void thePathOfTheProgramIsQuotedForSystemd() throws IOException {
        project.run("scripts/install-systemd");
        String text = Files.readString(unit);
        String data = quoted(project.home().resolve(".netmon"));
        String start = "ExecStart=/bin/sh -c 'exec \"$$0\" \"$$@\"' \"" + quoted(project.root("bin/netmon-service"))
                + "\" --db \"" + data + "/netmon.db\" --log \"" + data + "/netmon-service.log\"";
        assertTrue(text.lines().anyMatch(start::equals), text);
        assertTrue(text.lines().anyMatch("Restart=always"::equals));
        assertFalse(text.lines().anyMatch(line -> line.matches("[^#].*@[A-Z]+@.*")), text);
    }

    @Test
    void systemdAcceptsTheUnit() throws IOException {
        assumeTrue(Files.isExecutable(ANALYZE), "needs systemd-analyze");
        project.run("scripts/install-systemd");
        project.script(project.root("bin/netmon-service"), "exit 0");
        project.set("XDG_RUNTIME_DIR", temporary.toString());
        ScriptProject.ScriptResult result = project.runIn(temporary, ANALYZE, "verify", "--user", unit.toString());
        assertEquals(0, result.status(), result.err());
        assertEquals("", result.err());
    }

    @Test
    void withoutASystemdForTheUserAnAlternativeIsShown() throws IOException {
        project.fake("systemctl", "echo 'Failed to connect to bus' >&2; exit 1");
        ScriptProject.ScriptResult result = project.run("scripts/install-systemd");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("start the service with scripts/start"), result.err());
        assertFalse(Files.exists(unit));
    }

    @Test
    void bothScriptsCanRunTwice() throws IOException {
        assertEquals(0, project.run("scripts/install-systemd").status());
        assertEquals(0, project.run("scripts/install-systemd").status());
        assertEquals(0, project.run("scripts/uninstall-systemd").status());
        assertFalse(Files.exists(unit));
        assertEquals(0, project.run("scripts/uninstall-systemd").status());
    }

    @Test
    void theUnitOfAnotherProgramStays() throws IOException {
        project.write(unit, "[Service]\nExecStart=/usr/bin/netmond\n");
        for (String script : List.of("scripts/install-systemd", "scripts/uninstall-systemd")) {
            ScriptProject.ScriptResult result = project.run(script);
            assertEquals(1, result.status());
            assertTrue(result.err().contains(unit + " exists and belongs to another program"), result.err());
        }
        assertEquals("[Service]\nExecStart=/usr/bin/netmond\n", Files.readString(unit));
        assertFalse(project.recorded().toString().contains("disable"), "the other service would stop");
    }

    private static String quoted(Path path) {
        return path.toString().replace("\"", "\\\"").replace("%", "%%").replace("$", "$$");
    }
}
