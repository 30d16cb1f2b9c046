package netmon.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import netmon.model.OperatingSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Really writes the timer, below a folder with a name that is hard to quote, with fake service managers. */
class PushTimerTest {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    private Path temporary;

    private Path root = Path.of("");
    private Path units = Path.of("");

    @BeforeEach
    void makeAHome() throws Exception {
        root = Files.createDirectory(temporary.toRealPath().resolve("ho me & %h ü"));
        units = root.resolve(".config/systemd/user");
    }

    private SetupHost host(OperatingSystem os) {
        return new SetupHost(os, root, root, Map.of("PATH", root + "/fakes:/usr/bin:/bin", "CALLS", root + "/calls"));
    }

    private void fake(String name) throws Exception {
        Path program = Files.createDirectories(root.resolve("fakes")).resolve(name);
        Files.writeString(program, "#!/bin/sh\necho " + name + " \"$*\" >>\"$CALLS\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> calls() throws Exception {
        return Files.readAllLines(root.resolve("calls"));
    }

    private List<String> setUp(OperatingSystem os) throws Exception {
        return plans(os, "push.default.url = http://127.0.0.1:9090/api/v1/write\n", "", Duration.ofMinutes(5));
    }

    private List<String> plans(OperatingSystem os, String text, String owner, @Nullable Duration every)
            throws Exception {
        PushTimer timer = new PushTimer(
                root.resolve(".netmon/netmon.properties"),
                text,
                root.resolve("netmon"),
                root.resolve(".netmon/netmon.db"),
                owner,
                every);
        List<String> lines = new ArrayList<>();
        timer.plan(host(os)).execute(lines::add);
        return lines;
    }

    @Test
    void onLinuxATimerOfTheUserIsWrittenAndStarted() throws Exception {
        fake("systemctl");
        setUp(OperatingSystem.LINUX);
        assertEquals(
                List.of(
                        "systemctl --user show-environment",
                        "systemctl --user daemon-reload",
                        "systemctl --user enable netmon-push.timer",
                        "systemctl --user restart netmon-push.timer"),
                calls());
        assertTrue(Files.readString(units.resolve("netmon-push.timer")).contains("OnUnitActiveSec=300s\n"));
        String service = Files.readString(units.resolve("netmon-push.service"));
        assertTrue(service.contains("push --db"), service);
        assertTrue(service.contains("\n#User="), service);
        assertFalse(service.matches("(?s).*\"@[A-Z]+@\".*"), service);
        Path settings = root.resolve(".netmon/netmon.properties");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)));
    }

    @Test
    void systemdAcceptsTheFiles() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "needs systemd-analyze");
        fake("systemctl");
        setUp(OperatingSystem.LINUX);
        for (String name : List.of("netmon-push.timer", "netmon-push.service")) {
            Path out = root.resolve("verify.out");
            ProcessBuilder verify = new ProcessBuilder(
                            ANALYZE.toString(),
                            "--user",
                            "verify",
                            units.resolve(name).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            verify.environment().put("XDG_RUNTIME_DIR", root.toString());
            verify.start().waitFor();
            assertFalse(Files.readString(out).contains("netmon-push"), Files.readString(out));
        }
    }

    @Test
    void onMacOsAJobWithAnIntervalIsWrittenAndStarted() throws Exception {
        fake("launchctl");
        setUp(OperatingSystem.MACOS);
        Path agent = root.resolve("Library/LaunchAgents/com.netmon.push.plist");
        assertTrue(Files.readString(agent).contains("<key>StartInterval</key>\n    <integer>300</integer>"));
        assertTrue(calls().get(calls().size() - 1).endsWith(" " + agent));
    }

    @Test
    void withoutAManagerTheCommandForCronIsPrinted() throws Exception {
        List<String> lines = setUp(OperatingSystem.OTHER);
        assertTrue(lines.get(lines.size() - 1).contains("push --db"), lines.toString());
    }

    @Test
    void theTimerGoesWithTheLastDestination() throws Exception {
        fake("systemctl");
        setUp(OperatingSystem.LINUX);
        plans(OperatingSystem.LINUX, "units = iec\n", "", null);
        assertFalse(Files.exists(units.resolve("netmon-push.timer")));
        assertFalse(Files.exists(units.resolve("netmon-push.service")));
        assertTrue(calls().contains("systemctl --user disable --now netmon-push.timer"));
        assertEquals("units = iec\n", Files.readString(root.resolve(".netmon/netmon.properties")));
    }

    @Test
    void aTimerOfAllUsersRunsAsTheOwnerOfTheDatabase() throws Exception {
        fake("systemctl");
        String me = Files.getOwner(root).getName();
        plans(OperatingSystem.LINUX, "push.a.url = http://127.0.0.1:9090/api/v1/write\n", me, Duration.ofMinutes(1));
        Path systemUnits = root.resolve("etc/systemd/system");
        String service = Files.readString(systemUnits.resolve("netmon-push.service"));
        assertTrue(service.contains("\nUser=" + me + "\n"), service);
        assertTrue(calls().contains("systemctl enable netmon-push.timer"), calls().toString());
    }

    @Test
    void theHomeOfTheOwnerComesFromTheListOfUsers() throws Exception {
        Path getent = Files.createDirectories(root.resolve("fakes")).resolve("getent");
        Files.writeString(getent, "#!/bin/sh\necho \"$2:x:7:7:A name:/srv/$2:/bin/sh\"\n");
        Files.setPosixFilePermissions(getent, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path database = Files.createFile(root.resolve("netmon.db"));
        String me = Files.getOwner(database).getName();
        assertEquals(
                new DatabaseOwner(me, Path.of("/srv/" + me)), DatabaseOwner.of(host(OperatingSystem.LINUX), database));
    }

    @Test
    void anUninstallRemovesTheTimer() throws Exception {
        fake("systemctl");
        setUp(OperatingSystem.LINUX);
        UninstallPlanner.plan(host(OperatingSystem.LINUX), root.resolve(".local"), false, false)
                .execute(line -> {});
        assertFalse(Files.exists(units.resolve("netmon-push.timer")));
        assertFalse(Files.exists(units.resolve("netmon-push.service")));
        assertTrue(calls().contains("systemctl --user disable --now netmon-push.timer"));
    }
}
