package netmon.service.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/start on machines without lsof or Maven, with fake package managers. */
class MissingToolsTest {
    private static final String PUTS_LSOF_BESIDE_ITSELF =
            "printf '#!/bin/sh\\n' >\"${0%/*}/lsof\"; /bin/chmod +x \"${0%/*}/lsof\"";

    @TempDir
    private Path temporary;

    private ScriptProject project;

    @BeforeEach
    void copyTheScripts() throws IOException {
        assumeFalse(Files.exists(Path.of("/usr/sbin/lsof")), "lsof is part of this system");
        project = ScriptProject.in(temporary);
        project.onlyPrograms("bash", "sh", "env", "dirname", "cat", "tr", "sleep", "mkdir", "setsid", "sed", "grep");
        project.set("JAVA_HOME", System.getProperty("java.home"));
        project.fake("mvn");
        project.fake("sudo", "exit 0");
        // Ends the script before it starts a service.
        project.script(project.root("scripts/build"), "exit 9");
    }

    @Test
    void onMacosHomebrewInstallsIt() throws IOException {
        machine("Darwin", 501);
        project.fake("brew", PUTS_LSOF_BESIDE_ITSELF);
        assertEquals(9, project.run("scripts/start").status());
        assertEquals(List.of("brew install lsof"), calls());
    }

    @Test
    void onMacosWithoutHomebrewTheCommandIsShown() throws IOException {
        machine("Darwin", 501);
        stopsWith("netmon: missing: lsof; install Homebrew (https://brew.sh), then: brew install lsof");
    }

    @Test
    void onDebianRootInstallsItWithApt() throws IOException {
        machine("Linux", 0);
        project.fake("apt-get", PUTS_LSOF_BESIDE_ITSELF);
        assertEquals(9, project.run("scripts/start").status());
        assertEquals(List.of("apt-get update -qq", "apt-get install -y -qq --no-install-recommends lsof"), calls());
    }

    @Test
    void onDebianOtherUsersSeeTheCommandAndSudoIsNeverRun() throws IOException {
        machine("Linux", 1000);
        project.fake("apt-get");
        stopsWith("netmon: missing: lsof; install with: sudo apt-get install -y lsof");
    }

    @Test
    void onAnUnknownLinuxTheMissingPackageIsNamed() throws IOException {
        machine("Linux", 0);
        stopsWith("netmon: missing: lsof; install with this system's package manager");
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() throws IOException {
        machine("Linux", 1000);
        project.fake("apt-get");
        Files.delete(project.fakes().resolve("mvn"));
        stopsWith("netmon: missing: lsof, Maven; install with: sudo apt-get install -y lsof maven");
    }

    @Test
    void aFailedInstallationStopsTheScript() throws IOException {
        machine("Darwin", 501);
        project.fake("brew", "echo no network >&2; exit 1");
        ScriptProject.ScriptResult result = project.run("scripts/start");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("no network\nnetmon: brew install lsof failed"), result.err());
    }

    private void machine(String system, int uid) throws IOException {
        project.script(project.fakes().resolve("uname"), "echo " + system);
        project.script(project.fakes().resolve("id"), "echo " + uid);
    }

    private void stopsWith(String sentence) throws IOException {
        ScriptProject.ScriptResult result = project.run("scripts/start");
        assertEquals(1, result.status());
        assertEquals(sentence, result.err().strip());
        assertEquals(List.of(), calls());
    }

    private List<String> calls() throws IOException {
        return project.recorded();
    }
}
