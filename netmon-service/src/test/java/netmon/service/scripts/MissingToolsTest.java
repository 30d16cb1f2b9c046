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

/** What scripts/start does on machines where lsof is missing, with stand-ins for their package managers. */
class MissingToolsTest {
    @TempDir
    private Path temporary;

    private ScriptProject project;

    @BeforeEach
    void copiesTheScripts() throws IOException {
        assumeFalse(Files.exists(Path.of("/usr/sbin/lsof")), "lsof is part of this system");
        project = ScriptProject.in(temporary);
        project.onlyPrograms("bash", "sh", "env", "dirname", "cat", "tr", "sleep", "mkdir", "setsid");
        project.standIn("sudo", "exit 0");
        // No service is to be started after all.
        project.script(project.root("scripts/build"), "exit 9");
    }

    @Test
    void macosInstallsItWithHomebrew() throws IOException {
        machine("Darwin", 501);
        project.standIn("brew", "printf '#!/bin/sh\\n' >\"${0%/*}/lsof\"; /bin/chmod +x \"${0%/*}/lsof\"");
        assertEquals(9, project.run("scripts/start").status());
        assertEquals(List.of("brew install lsof"), calls());
    }

    @Test
    void macosWithoutHomebrewIsToldHow() throws IOException {
        machine("Darwin", 501);
        stopsWith("netmon: lsof is missing; install Homebrew (https://brew.sh), then: brew install lsof");
    }

    @Test
    void rootOnDebianInstallsItWithApt() throws IOException {
        machine("Linux", 0);
        project.standIn("apt-get");
        assertEquals(9, project.run("scripts/start").status());
        assertEquals(List.of("apt-get update -qq", "apt-get install -y -qq --no-install-recommends lsof"), calls());
    }

    @Test
    void anyoneElseOnDebianIsToldTheCommandAndSudoIsNeverRun() throws IOException {
        machine("Linux", 1000);
        project.standIn("apt-get");
        stopsWith("netmon: lsof is missing; install it with: sudo apt-get install -y lsof");
    }

    @Test
    void anUnknownLinuxIsToldWhatIsMissing() throws IOException {
        machine("Linux", 0);
        stopsWith("netmon: lsof is missing; install it with this system's package manager");
    }

    @Test
    void anInstallationThatFailsStopsAll() throws IOException {
        machine("Darwin", 501);
        project.standIn("brew", "echo no network >&2; exit 1");
        ScriptProject.Result result = project.run("scripts/start");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("no network\nnetmon: brew install lsof failed"), result.err());
    }

    private void machine(String system, int uid) throws IOException {
        project.script(project.standIns().resolve("uname"), "echo " + system);
        project.script(project.standIns().resolve("id"), "echo " + uid);
    }

    private void stopsWith(String sentence) throws IOException {
        ScriptProject.Result result = project.run("scripts/start");
        assertEquals(1, result.status());
        assertEquals(sentence, result.err().strip());
        assertEquals(List.of(), calls());
    }

    private List<String> calls() throws IOException {
        return project.recorded();
    }
}
