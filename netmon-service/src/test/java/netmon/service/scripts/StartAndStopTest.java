package netmon.service.scripts;


import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/start and scripts/stop, with fakes of the two programs in bin/. */
class StartAndStopTest {
    @TempDir
    private Path temporary;

    private ScriptProject project;
    private Path data;

    @BeforeEach
    void buildBin() throws IOException {
        project = ScriptProject.in(temporary);
        data = project.home().resolve(".netmon");
        project.fake("lsof");
        service("echo $$ >\"$HOME/.netmon/netmon.db.lock\"", "while :; do sleep 0.1; done");
        project.script(project.root("bin/netmon"), "echo the table");
    }

    @AfterEach
    void stopTheService() throws IOException {
        project.run("scripts/stop");
    }

    @Test
    void theServiceIsStartedOnceAndTheTableIsPrintedEachTime() throws IOException {
        ScriptProject.ScriptResult first = project.run("scripts/start");
        assertEquals(0, first.status(), first.err());
        assertEquals("the table\n", first.out());
        String pid = pid();
        ScriptProject.ScriptResult second = project.run("scripts/start");
        assertEquals(0, second.status(), second.err());
        assertTrue(second.err().contains("the service already runs (pid " + pid + ")"), second.err());
        assertEquals(pid, pid());
    }

    @Test
    void onlyTheUserCanReadTheLogOfTheService() throws IOException {
        service("echo \"$*\"", "echo $$ >\"$HOME/.netmon/netmon.db.lock\"", "sleep 60");
        project.run("scripts/start");
        assertEquals("--log " + data + "/netmon-service.log\n", Files.readString(data.resolve("netmon-service.out")));
        for (Path each : new Path[] {data, data.resolve("netmon-service.out")}) {
            String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
            assertTrue(rights.endsWith("------"), each + " " + rights);
        }
    }

    @Test
    void aMachineWithoutTrafficIsNoFailure() throws IOException {
        project.script(project.root("bin/netmon"), "echo nothing yet; exit 3");
        ScriptProject.ScriptResult result = project.run("scripts/start");
        assertEquals(0, result.status(), result.err());
        assertEquals("nothing yet\n", result.out());
    }

    @Test
    void anUnusableDatabaseIsAFailure() throws IOException {
        project.script(project.root("bin/netmon"), "exit 4");
        assertEquals(4, project.run("scripts/start").status());
    }

    @Test
    void theErrorMessageOfAServiceThatExitsAtOnceIsShown() throws IOException {
        service("echo 'cannot open the database' >&2; exit 1");
        ScriptProject.ScriptResult result = project.run("scripts/start");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("cannot open the database"), result.err());
        assertTrue(result.err().contains("the service did not start"), result.err());
    }

    @Test
    void aServiceOfAnOlderBuildIsRestarted() throws IOException {
        project.run("scripts/start");
        String pid = pid();
        FileTime later = FileTime.fromMillis(
                Files.getLastModifiedTime(data.resolve("netmon.db.lock")).toMillis() + 2000);
        Files.setLastModifiedTime(project.root("bin/netmon"), later);
        ScriptProject.ScriptResult result = project.run("scripts/start");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.err().contains("restarting the service"), result.err());
        assertFalse(pid.equals(pid()), "the process must change");
    }

    /** On macOS nohup fails without a console: inside tmux and over SSH. */
    @Test
    void theServiceOutlivesItsTerminalWithoutNohup() throws IOException {
        project.fake("nohup", "echo \"nohup: can't detach from console\" >&2", "exit 127");
        ScriptProject.ScriptResult first = project.run("scripts/start");
        assertEquals(0, first.status(), first.err());
        String pid = pid();
        project.runIn(temporary, Path.of("/bin/sh"), "-c", "kill -HUP " + pid);
        project.run("scripts/start");
        assertEquals(pid, pid());
    }

    /** launchd may still have the agent: while it unloads it, or while it waits before the next start. */
    @Test
    void anAgentThatLaunchdStillHasIsUnloadedAndLoadedAgain() throws IOException {
        Path agent = project.home().resolve("Library/LaunchAgents/com.netmon.service.plist");
        project.script(agent);
        Path loaded = temporary.resolve("loaded");
        Files.createFile(loaded);
        project.fake(
                "launchctl",
                "case $1 in",
                "bootout) rm -f '" + loaded + "' ;;",
                "bootstrap) if [ -e '" + loaded + "' ]; then exit 5; elif ! [ -e \"$CALLS.tried\" ]; then",
                "  touch \"$CALLS.tried\"; exit 37; fi; touch '" + loaded + "'",
                "  \"$HOME/../bin/netmon-service\" >/dev/null 2>&1 </dev/null & ;;",
                "esac");
        ScriptProject.ScriptResult result = project.run("scripts/start");
        assertEquals(0, result.status(), result.err());
        assertTrue(Files.exists(loaded));
    }

    @Test
    void stopEndsTheServiceAndReportsWhenNoneRuns() throws IOException {
        project.run("scripts/start");
        ScriptProject.ScriptResult stopped = project.run("scripts/stop");
        assertEquals(
                "netmon: stopped the service (pid " + pid() + ")", stopped.err().strip());
        ScriptProject.ScriptResult again = project.run("scripts/stop");
        assertEquals(0, again.status());
        assertEquals("netmon: no service runs", again.err().strip());
    }

    @Test
    void anotherProgramWithThePidOfTheServiceIsNotKilled() throws IOException {
        Files.createDirectories(data);
        long own = ProcessHandle.current().pid();
        Files.writeString(data.resolve("netmon.db.lock"), own + "\n");
        Files.writeString(data.resolve("netmon.db.heartbeat"), "no pid at all\n");
        assertEquals(
                "netmon: no service runs", project.run("scripts/stop").err().strip());
    }

    @Test
    void theServiceIsAlsoFoundByItsHeartbeat() throws IOException {
        service("echo \"$$ 1790000000000\" >\"$HOME/.netmon/netmon.db.heartbeat\"", "while :; do sleep 0.1; done");
        assertEquals(0, project.run("scripts/start").status());
        String pid = Files.readString(data.resolve("netmon.db.heartbeat")).replaceAll(" .*\\s", "");
        assertEquals(
                "netmon: stopped the service (pid " + pid + ")",
                project.run("scripts/stop").err().strip());
    }

    @Test
    void stopReportsThatLaunchdStartsTheServiceAgain() throws IOException {
        project.fake("launchctl");
        project.fake("systemctl");
        project.script(project.home().resolve("Library/LaunchAgents/com.netmon.service.plist"));
        assertTrue(project.run("scripts/stop").err().contains("scripts/uninstall-launchd"));
        assertTrue(project.recorded().toString().contains("launchctl bootout"));
    }

    /** launchd and systemd know the user, not HOME: with another HOME the script must not stop their service. */
    @Test
    void theManagedServiceOfAnotherHomeIsNotStopped() throws IOException {
        project.fake("launchctl");
        project.fake("systemctl");
        assertEquals(0, project.run("scripts/stop").status());
        assertFalse(project.recorded().toString().contains("bootout"), project.recorded()::toString);
        assertFalse(project.recorded().toString().contains("stop"), project.recorded()::toString);
    }

    /** A fake service. As with the real launcher, its command line contains the jar of the service. */
    private void service(String... lines) throws IOException {
        Path jar = project.root("bin/lib/netmon-service.jar");
        project.script(jar, lines);
        project.script(project.root("bin/netmon-service"), "exec sh '" + jar + "' \"$@\"");
    }

    private String pid() throws IOException {
        return Files.readString(data.resolve("netmon.db.lock")).strip();
    }
}
