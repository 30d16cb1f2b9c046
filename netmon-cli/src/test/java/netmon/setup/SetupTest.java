package netmon.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.InterfaceTraffic;
import netmon.model.OperatingSystem;
import netmon.model.Sample;
import netmon.model.Traffic;
import netmon.setup.Plan.Step;
import netmon.store.TrafficWriter;
import netmon.store.files.Heartbeat;
import netmon.store.files.ServiceLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Really installs and removes, in a folder with a name that is hard to quote, with fake service managers. */
class SetupTest {
    private static final Path SETFACL = Path.of("/usr/bin/setfacl");

    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    private Path temporary;

    private Path root = Path.of("");
    private Path prefix = Path.of("");
    private Path source = Path.of("");
    private final Map<String, String> environment = new TreeMap<>();
    private @Nullable ServiceLock lock;
    private String uid = "";

    @BeforeEach
    void makeAnImage() throws Exception {
        root = Files.createDirectory(temporary.toRealPath().resolve("ho me & <x> %h ü"));
        prefix = root.resolve(".local");
        source = root.resolve("source of it");
        environment.put("PATH", root + "/fakes:/usr/bin:/bin");
        environment.put("CALLS", root.resolve("calls").toString());
        for (String name : InstallLayout.COMMANDS) {
            program(source.resolve(name), "# Starts netmon or netmon-service", "exit 0");
        }
        program(source.resolve("lib/make-archives"), "echo make-archives >>\"$CALLS\"");
        program(source.resolve("lib/make-runtime"), "echo make-runtime >>\"$CALLS\"");
        file(source.resolve("lib/netmon.jar"), "first");
        file(source.resolve("lib/netmon.aot"), "for another place");
        file(source.resolve("share/man/man1/netmon.1"), "manual");
        uid = host(OperatingSystem.LINUX).uid();
    }

    @AfterEach
    void stopTheService() throws Exception {
        if (lock != null) {
            lock.close();
        }
    }

    @Test
    void onMacOsTheServiceIsReplacedInTheDomainOfTheDesktop() throws Exception {
        fake("launchctl", "exit 0");
        Path agent = root.resolve("Library/LaunchAgents/com.netmon.service.plist");
        install(OperatingSystem.MACOS);
        String domain = "gui/" + uid;
        assertEquals(
                List.of(
                        "launchctl print " + domain,
                        "launchctl bootout " + domain + "/com.netmon.service",
                        "make-archives",
                        "launchctl enable " + domain + "/com.netmon.service",
                        "launchctl bootstrap " + domain + " " + agent,
                        "launchctl kickstart " + domain + "/com.netmon.service"),
                calls());
        String text = Files.readString(agent);
        String escaped =
                root.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        assertTrue(text.contains("<string>" + escaped + "/.local/lib/netmon/netmon-service</string>"), text);
        assertTrue(text.contains("<string>Aqua</string>"), text);
        assertFalse(text.matches("(?s).*@[A-Z]+@.*"), text);
        assertEquals("rw-r--r--", mode(agent));
    }

    /** launchd's programs get "Operation not permitted" there, for ever. */
    @Test
    void onMacOsAFolderThatItProtectsIsRefused() throws Exception {
        fake("launchctl", "exit 0");
        Files.createDirectories(root.resolve("Documents"));
        Path link = Files.createSymbolicLink(root.resolve("tools"), root.resolve("Documents"));
        for (Path each : List.of(root.resolve("Documents/netmon"), root.resolve("Downloads"), link.resolve("netmon"))) {
            prefix = each;
            SetupException refused = assertThrows(SetupException.class, () -> install(OperatingSystem.MACOS));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("macOS lets no background service run programs in "), message);
            assertTrue(message.endsWith("netmon setup then copies netmon to " + root.resolve(".local")), message);
        }
        prefix = root.resolve("Documents/netmon");
        install(OperatingSystem.LINUX);
    }

    @Test
    void theErrorMessageOfLaunchdIsShown() throws Exception {
        fake("launchctl", "case $1 in kickstart) echo 'Could not find service'; exit 113 ;; esac");
        SetupException refused = assertThrows(SetupException.class, () -> install(OperatingSystem.MACOS));
        assertTrue(String.valueOf(refused.getMessage()).endsWith("failed with status 113: Could not find service"));
    }

    @Test
    void onLinuxTheUnitIsWrittenEnabledAndStarted() throws Exception {
        fake("systemctl", "exit 0");
        String output = install(OperatingSystem.LINUX);
        assertEquals(
                List.of(
                        "systemctl --user show-environment",
                        "systemctl --user stop netmon.service",
                        "make-archives",
                        "systemctl --user daemon-reload",
                        "systemctl --user enable netmon.service",
                        "systemctl --user restart netmon.service"),
                calls());
        assertTrue(output.contains("Type next: '" + prefix + "/bin/netmon'"), output);
        assertEquals("rwxr-xr-x", mode(prefix.resolve("bin/netmon")));
        assertEquals("manual", Files.readString(prefix.resolve("share/man/man1/netmon.1")));
        assertTrue(Files.notExists(prefix.resolve("lib/netmon/lib/netmon.aot")), "it is valid only in the other place");
    }

    @Test
    void systemdAcceptsTheUnitFile() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "needs systemd-analyze");
        fake("systemctl", "exit 0");
        install(OperatingSystem.LINUX);
        environment.put("XDG_RUNTIME_DIR", root.toString());
        Path unit = root.resolve(".config/systemd/user/netmon.service");
        List<String> verify = List.of(ANALYZE.toString(), "verify", "--user", unit.toString());
        assertEquals(new ProgramRunner.Result(0, ""), new ProgramRunner(environment).run(verify));
        assertTrue(Files.readString(unit).contains("WantedBy=default.target"));
    }

    @Test
    void aNewerVersionReplacesTheOlderOneAndKeepsTheData() throws Exception {
        fake("systemctl", "exit 0");
        install(OperatingSystem.LINUX);
        file(prefix.resolve("lib/netmon/lib/gone-1.0.jar"), "old");
        file(source.resolve("lib/netmon.jar"), "second");
        install(OperatingSystem.LINUX);
        assertEquals("second", Files.readString(prefix.resolve("lib/netmon/lib/netmon.jar")));
        assertTrue(Files.notExists(prefix.resolve("lib/netmon/lib/gone-1.0.jar")));
        assertTrue(Files.exists(root.resolve(".netmon/netmon.db")));
        try (var images = Files.list(prefix.resolve("lib"))) {
            assertEquals(1, images.count(), "no other image remains");
        }
    }

    @Test
    void anInstalledNetmonCanRunSetupAgain() throws Exception {
        fake("systemctl", "exit 0");
        install(OperatingSystem.LINUX);
        source = prefix.resolve("lib/netmon");
        install(OperatingSystem.LINUX);
        assertEquals("first", Files.readString(prefix.resolve("lib/netmon/lib/netmon.jar")));
    }

    @Test
    void anInstalledNetmonIsRecognisedThroughALink() throws Exception {
        fake("systemctl", "exit 0");
        install(OperatingSystem.LINUX);
        source = prefix.resolve("lib/netmon").toRealPath();
        prefix = Files.createSymbolicLink(root.resolve("link"), prefix);
        Plan plan = InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, null);
        assertFalse(plan.steps().stream().anyMatch(step -> step.text().startsWith("copy ")), plan.toString());
    }

    @Test
    void netmonIsNotCopiedIntoItself() throws Exception {
        Path inside = Files.createSymbolicLink(root.resolve("link"), source);
        for (Path each : List.of(source, source.resolve("below"), inside)) {
            prefix = each;
            SetupException refused = assertThrows(SetupException.class, () -> install(OperatingSystem.LINUX));
            assertTrue(String.valueOf(refused.getMessage()).contains("one is inside the other"), refused.getMessage());
        }
    }

    @Test
    void theNotesOfAnotherPlaceAreNotCopied() throws Exception {
        fake("systemctl", "exit 0");
        file(source.resolve("lib/database"), "/of/all/users.db\n");
        file(source.resolve("lib/made-folders"), "another/folder\n");
        install(OperatingSystem.LINUX);
        assertTrue(Files.notExists(prefix.resolve("lib/netmon/lib/database")), "the launcher would read that database");
        assertFalse(
                Files.readString(prefix.resolve("lib/netmon/lib/made-folders")).contains("another"));
    }

    @Test
    void withoutAServiceManagerTheCommandLineOfTheServiceIsShown() throws Exception {
        fake("systemctl", "echo 'Failed to connect to bus' >&2; exit 1");
        String output = execute(InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, null));
        assertTrue(output.contains("no systemd runs here"), output);
        assertTrue(output.contains("'" + prefix + "/lib/netmon/netmon-service' --db '" + root + "/.netmon/netmon.db'"));
        assertTrue(Files.exists(prefix.resolve("bin/netmon-service")));
    }

    @Test
    void theShownCommandsAreQuotedForTheShell() throws Exception {
        fake("systemctl", "exit 1");
        prefix = root.resolve("o'neill's $HOME");
        String output = execute(InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, null));
        String command = output.lines()
                .filter(line -> line.startsWith("Type next: "))
                .map(line -> line.substring("Type next: ".length()))
                .findFirst()
                .orElse("");
        ProgramRunner.Result result =
                new ProgramRunner(environment).run(List.of("/bin/sh", "-c", "printf %s " + command));
        assertEquals(new ProgramRunner.Result(0, prefix + "/bin/netmon"), result);
    }

    @Test
    void aMissingFileIsReportedInWords() {
        Path gone = root.resolve("gone");
        Step copy = new Step("copy it", () -> FileOperations.copyProgram(gone, root.resolve("to")));
        Plan plan = new Plan(List.of(copy), List.of());
        SetupException failed = assertThrows(SetupException.class, () -> plan.execute(line -> {}));
        assertEquals("cannot copy it: there is no " + gone, failed.getMessage());
    }

    @Test
    void aDryRunPrintsEachStepAndRunsNone() throws Exception {
        fake("systemctl", "exit 0");
        List<String> printed = new ArrayList<>();
        Plan plan = InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, null);
        plan.dryRun(printed::add);
        assertEquals(plan.steps().stream().map(Step::text).toList(), printed);
        assertEquals(List.of("systemctl --user show-environment"), calls());
        assertTrue(Files.notExists(prefix));
    }

    @Test
    void anotherProgramOfTheSameNameIsNotReplaced() throws Exception {
        fake("systemctl", "exit 0");
        file(prefix.resolve("bin/netmon"), "#!/bin/sh\necho another\n");
        SetupException refused = assertThrows(SetupException.class, () -> install(OperatingSystem.LINUX));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("exists and is another program"), refused.getMessage());
    }

    @Test
    void theUnitFileOfAnotherProgramIsNeitherReplacedNorRemoved() throws Exception {
        fake("systemctl", "exit 0");
        Path unit = root.resolve(".config/systemd/user/netmon.service");
        file(unit, "[Service]\nExecStart=/usr/bin/netmond\n");
        SetupException refused = assertThrows(SetupException.class, () -> install(OperatingSystem.LINUX));
        assertTrue(String.valueOf(refused.getMessage()).contains("belongs to another program"), refused.getMessage());
        execute(UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, false));
        assertTrue(Files.exists(unit));
        assertFalse(calls().toString().contains("disable"), "the other service would stop");
    }

    @Test
    void anUnknownGroupIsReportedBeforeTheFirstStep() {
        assumeTrue(uid.equals("0"), "needs root");
        prefix = root.resolve("usr/local");
        SetupException refused = assertThrows(
                SetupException.class,
                () -> InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, "nobody's group"));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("there is no group nobody's group;"));
    }

    @Test
    void anOptionalProgramMayBeMissing() throws Exception {
        ProgramRunner programs = new ProgramRunner(environment);
        List<String> missing = List.of("/nonexistent/program");
        programs.optionalStep(missing).action().run();
        assertThrows(SetupException.class, () -> programs.step(missing).action().run());
    }

    @Test
    void sudoIsRefusedWithoutSystem() throws Exception {
        fake("systemctl", "exit 0");
        install(OperatingSystem.LINUX);
        environment.put("SUDO_USER", "me");
        assertThrows(SetupException.class, () -> install(OperatingSystem.LINUX));
        SetupException refused = assertThrows(
                SetupException.class, () -> UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, false));
        assertTrue(String.valueOf(refused.getMessage()).contains("without sudo"), refused.getMessage());
    }

    @Test
    void anInstallationForAllUsersIsNeitherReplacedNorRemovedForOneUser() throws Exception {
        file(prefix.resolve("lib/netmon/lib/netmon.jar"), "");
        file(prefix.resolve("lib/netmon/lib/database"), "/var/lib/netmon/netmon.db");
        for (SetupException refused : List.of(
                assertThrows(SetupException.class, () -> install(OperatingSystem.LINUX)),
                assertThrows(
                        SetupException.class,
                        () -> UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, false)))) {
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.matches(".* is for all users: sudo netmon (setup|uninstall) --system"), message);
        }
    }

    @Test
    void anInstallationForOneUserIsNeitherReplacedNorRemovedForAllUsers() throws Exception {
        assumeTrue(uid.equals("0"), "other users are refused earlier");
        file(prefix.resolve("lib/netmon/lib/netmon.jar"), "");
        for (SetupException refused : List.of(
                assertThrows(
                        SetupException.class,
                        () -> InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, "daemon")),
                assertThrows(
                        SetupException.class,
                        () -> UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, true, false)))) {
            assertTrue(String.valueOf(refused.getMessage()).endsWith(", without --system"), refused.getMessage());
        }
    }

    @Test
    void aPrefixWithoutNetmonIsRecognised() throws Exception {
        assertFalse(UninstallPlanner.hasAny(host(OperatingSystem.LINUX), prefix));
        file(prefix.resolve("bin/netmon"), "#!/bin/sh\necho another\n");
        assertFalse(UninstallPlanner.hasAny(host(OperatingSystem.LINUX), prefix));
        file(prefix.resolve("bin/netmon-service"), "#!/bin/sh\n# Starts netmon or netmon-service");
        assertTrue(UninstallPlanner.hasAny(host(OperatingSystem.LINUX), prefix));
    }

    @Test
    void removalDoesNotMentionMissingData() throws Exception {
        Plan plan = UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, false);
        assertEquals(List.of("", "netmon is removed."), plan.closing());
    }

    @Test
    void removalKeepsTheDataUnlessAskedToDeleteThem() throws Exception {
        fake("systemctl", "exit 0");
        install(OperatingSystem.LINUX);
        file(root.resolve(".netmon/notes of mine"), "mine");
        stopTheService();
        lock = null;
        execute(UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, false));
        assertTrue(calls().contains("systemctl --user disable --now netmon.service"));
        assertTrue(Files.notExists(prefix), "setup had created it");
        assertTrue(Files.notExists(root.resolve(".config/systemd/user/netmon.service")));
        assertTrue(Files.exists(root.resolve(".netmon/netmon.db")));

        execute(UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, true));
        assertEquals(List.of(root.resolve(".netmon/notes of mine")), files(root.resolve(".netmon")));
    }

    @Test
    void deletingTheDataDeletesTheFilesOfTheServiceAndNoBackup() throws Exception {
        Path data = root.resolve(".netmon");
        for (String own : """
                netmon.db
                netmon.db-wal
                netmon.db-shm
                netmon.db.lock
                netmon.db.heartbeat
                netmon.db.socket
                netmon.db.corrupt-20261123T041500Z
                netmon.db.corrupt-20261123T041500Z-wal
                netmon.properties
                netmon-service.log
                netmon-service.log.1
                netmon-service.out""".lines().toList()) {
            file(data.resolve(own), "");
        }
        file(data.resolve("netmon-backup.db"), "");
        execute(UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, true));
        assertEquals(List.of(data.resolve("netmon-backup.db")), files(data));
    }

    @Test
    void theFilesOfAnInterruptedSetupAreRemovedToo() throws Exception {
        fake("systemctl", "exit 0");
        Plan plan = InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, null);
        List<Step> first = plan.steps().stream()
                .takeWhile(step -> !step.text().startsWith("move "))
                .filter(step -> !step.text().startsWith("run ") && !isStop(step))
                .toList();
        new Plan(first, List.of()).execute(line -> {});
        assertTrue(Files.exists(prefix.resolve("lib/netmon.new/lib/netmon.jar")));

        assertTrue(UninstallPlanner.hasAny(host(OperatingSystem.LINUX), prefix));
        execute(UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, false));
        assertTrue(Files.notExists(prefix), "setup had created it");
    }

    @Test
    void setupCanBeInterruptedAfterAnyStepAndRunAgain() throws Exception {
        fake("systemctl", "exit 0");
        serve(root.resolve(".netmon/netmon.db"));
        int all = InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, null)
                .steps()
                .size();
        for (int done = 1; done < all; done++) {
            Plan plan = InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, null);
            execute(new Plan(plan.steps().subList(0, Math.min(done, plan.steps().size())), List.of()));
            install(OperatingSystem.LINUX);
            assertEquals("first", Files.readString(prefix.resolve("lib/netmon/lib/netmon.jar")));
            execute(UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, false));
            assertTrue(Files.notExists(prefix), "after " + done + " steps");
            assertTrue(Files.notExists(root.resolve(".config")), "after " + done + " steps");
        }
    }

    @Test
    void aFormerVersionThatAnInterruptedSetupMovedAwayIsRemoved() throws Exception {
        fake("systemctl", "exit 0");
        install(OperatingSystem.LINUX);
        Files.move(prefix.resolve("lib/netmon"), prefix.resolve("lib/netmon.old"));
        install(OperatingSystem.LINUX);
        assertTrue(Files.notExists(prefix.resolve("lib/netmon.old")));
        execute(UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, false));
        assertTrue(Files.notExists(prefix), "setup had created it");
    }

    @Test
    void withoutARunningSystemdItsLinkIsRemovedToo() throws Exception {
        fake("systemctl", "exit 0");
        install(OperatingSystem.LINUX);
        Path unit = root.resolve(".config/systemd/user/netmon.service");
        Path link = unit.resolveSibling("default.target.wants/netmon.service");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, unit);
        fake("systemctl", "exit 1");
        execute(UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, false));
        assertFalse(Files.isSymbolicLink(link));
    }

    @Test
    void removalKeepsFoldersThatSetupDidNotCreateOrThatAreInUse() throws Exception {
        fake("systemctl", "exit 0");
        Files.createDirectories(prefix.resolve("bin"));
        install(OperatingSystem.LINUX);
        file(source.resolve("share/fish/netmon.fish"), "newer");
        install(OperatingSystem.LINUX);
        file(prefix.resolve("share/man/man1/other.1"), "of another program");
        stopTheService();
        lock = null;

        execute(UninstallPlanner.plan(host(OperatingSystem.LINUX), prefix, false, false));

        assertTrue(Files.isDirectory(prefix.resolve("bin")));
        assertEquals(List.of(prefix.resolve("share/man/man1/other.1")), files(prefix));
        assertTrue(Files.notExists(prefix.resolve("share/fish")));
        assertTrue(Files.notExists(prefix.resolve("lib")));
    }

    @Test
    void anInstallationForAllUsersHasItsOwnJavaAndAGroupReadsTheDatabase() throws Exception {
        assumeTrue(uid.equals("0"), "needs root");
        fake("systemctl", "exit 0");
        prefix = root.resolve("usr/local");
        Plan plan = InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, "daemon");
        serve(root.resolve("var/lib/netmon/netmon.db"));
        execute(plan);
        assertTrue(calls().containsAll(List.of("make-runtime", "systemctl enable netmon.service")), calls().toString());
        assertEquals("rw-r-----", mode(root.resolve("var/lib/netmon/netmon.db.heartbeat")));
        assertEquals("rwxr-x---", mode(root.resolve("var/lib/netmon")));
        assertEquals(
                "daemon",
                Files.getAttribute(root.resolve("var/lib/netmon"), "posix:group")
                        .toString());
        assertTrue(Files.readString(root.resolve("etc/systemd/system/netmon.service"))
                .contains("WantedBy=multi-user.target"));
        assertEquals(root + "/var/lib/netmon/netmon.db\n", Files.readString(prefix.resolve("lib/netmon/lib/database")));
    }

    @Test
    void rootOwnsTheInstalledFilesOfAnotherUsersBuild() throws Exception {
        assumeTrue(uid.equals("0"), "only root can change the owner of files");
        fake("systemctl", "exit 0");
        for (Path each : files(source)) {
            Files.setAttribute(each, "unix:uid", 1);
        }
        prefix = root.resolve("usr/local");
        Plan plan = InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, "daemon");
        serve(root.resolve("var/lib/netmon/netmon.db"));

        execute(plan);

        assertEquals(0, Files.getAttribute(prefix.resolve("lib/netmon/lib/netmon.jar"), "unix:uid"));
        assertEquals(0, Files.getAttribute(prefix.resolve("bin/netmon"), "unix:uid"));
    }

    @Test
    void rootWritesNothingIntoAFolderOfAnotherUser() throws Exception {
        assumeTrue(uid.equals("0"), "only root can change the owner of files");
        fake("systemctl", "exit 0");
        Path data = Files.createDirectories(root.resolve("var/lib/netmon"));
        Files.setAttribute(data, "unix:uid", 1);
        prefix = root.resolve("usr/local");
        SetupException refused = assertThrows(
                SetupException.class, () -> InstallPlanner.plan(host(OperatingSystem.LINUX), source, prefix, "daemon"));
        assertTrue(String.valueOf(refused.getMessage()).startsWith(data + " does not belong to root"));
    }

    @Test
    void rootRunsNothingThatAnotherUserCanWrite() throws Exception {
        assumeTrue(uid.equals("0"), "needs files that belong to root");
        fake("systemctl", "exit 0");
        for (String folder : List.of("usr", "usr/local", "usr/local/lib")) {
            Path writable = root.resolve(folder);
            Files.createDirectories(root.resolve("usr/local/lib/netmon"));
            Files.setPosixFilePermissions(writable, PosixFilePermissions.fromString("rwxr-xrwx"));
            SetupException refused = assertThrows(
                    SetupException.class,
                    () -> InstallPlanner.plan(
                            host(OperatingSystem.LINUX), source, root.resolve("usr/local"), "daemon"));
            assertTrue(String.valueOf(refused.getMessage()).contains(writable.toString()), refused.getMessage());
            Files.setPosixFilePermissions(writable, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        RootOwnership.require(root.resolve("usr/local/lib/netmon"), root);
        Files.setPosixFilePermissions(root.resolve("usr"), PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThrows(SetupException.class, () -> RootOwnership.require(root.resolve("usr/local/lib/netmon"), root));
        Files.setPosixFilePermissions(root.resolve("usr"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path jar = root.resolve("usr/local/lib/netmon/a.jar");
        file(jar, "");
        Files.setAttribute(jar, "unix:uid", 1);
        assertThrows(SetupException.class, () -> RootOwnership.require(root.resolve("usr/local/lib/netmon"), root));
    }

    @Test
    void rootRunsNothingThatAnAccessListLetsAnotherUserWrite() throws Exception {
        assumeTrue(uid.equals("0") && Files.exists(SETFACL), "needs root and setfacl");
        Path folder = Files.createDirectories(root.resolve("usr/local"));
        RootOwnership.require(folder, root);
        Process setfacl = new ProcessBuilder(SETFACL.toString(), "-m", "u:1:rwx", folder.toString()).start();
        assumeTrue(setfacl.waitFor() == 0, "the file system has no access lists");

        assertThrows(SetupException.class, () -> RootOwnership.require(folder, root));
    }

    @Test
    void aServiceWithAnOldHeartbeatFileCountsAsRunning() throws Exception {
        Path database = root.resolve(".netmon/netmon.db");
        serve(database);
        Path heartbeat = root.resolve(".netmon/netmon.db.heartbeat");
        long before = System.currentTimeMillis() - 60_000;
        Files.writeString(heartbeat, ProcessHandle.current().pid() + " " + before + " -\n");
        Files.setLastModifiedTime(heartbeat, FileTime.fromMillis(before));
        InstalledService.awaitRows(database);
    }

    private SetupHost host(OperatingSystem os) {
        return new SetupHost(os, root, root, environment);
    }

    /** Installs beside a running service, because the fake service managers start none. */
    private String install(OperatingSystem os) throws Exception {
        Plan plan = InstallPlanner.plan(host(os), source, prefix, null);
        if (lock == null) {
            serve(root.resolve(".netmon/netmon.db"));
        }
        return execute(plan);
    }

    private String execute(Plan plan) throws Exception {
        List<Step> steps = new ArrayList<>(plan.steps());
        // This process is the service.
        steps.removeIf(SetupTest::isStop);
        StringWriter output = new StringWriter();
        new Plan(steps, plan.closing()).execute(new PrintWriter(output, true)::println);
        return output.toString();
    }

    private static boolean isStop(Step step) {
        return step.text().startsWith("stop the service that writes ");
    }

    private void serve(Path database) throws Exception {
        lock = ServiceLock.acquire(database);
        long ahead = System.currentTimeMillis() + 60_000;
        Heartbeat.start(database, ahead).close();
        try (TrafficWriter log = TrafficWriter.open(database)) {
            Traffic one = new Traffic(1, 1);
            log.append(new Sample(
                    ahead / 1000,
                    1_000_000_000,
                    new Delta(List.of(new InterfaceTraffic("en0", true, one))),
                    List.of(),
                    new Counters("boot", List.of()),
                    List.of()));
        }
    }

    private List<String> calls() throws IOException {
        Path calls = root.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private void fake(String name, String behaviour) throws IOException {
        program(root.resolve("fakes").resolve(name), "echo \"" + name + " $*\" >>\"$CALLS\"", behaviour);
    }

    private static void program(Path file, String... lines) throws IOException {
        file(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void file(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
