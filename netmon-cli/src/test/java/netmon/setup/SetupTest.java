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
import netmon.model.Delta;
import netmon.model.InterfaceTraffic;
import netmon.model.Sample;
import netmon.model.Traffic;
import netmon.store.TrafficWriter;
import netmon.store.files.Heartbeat;
import netmon.store.files.ServiceLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs and removes for real, in a folder whose name is hard to quote, against stand-ins for the service managers. */
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
    void makesAnImage() throws Exception {
        root = Files.createDirectory(temporary.toRealPath().resolve("ho me & <x> %h ü"));
        prefix = root.resolve(".local");
        source = root.resolve("source of it");
        environment.put("PATH", root + "/stand-ins:/usr/bin:/bin");
        environment.put("CALLS", root.resolve("calls").toString());
        for (String name : InstallPlanner.COMMANDS) {
            program(source.resolve(name), "# Starts netmon or netmon-service", "exit 0");
        }
        program(source.resolve("lib/make-archives"), "echo make-archives >>\"$CALLS\"");
        program(source.resolve("lib/make-runtime"), "echo make-runtime >>\"$CALLS\"");
        file(source.resolve("lib/netmon.jar"), "first");
        file(source.resolve("lib/netmon.aot"), "of another place");
        file(source.resolve("share/man/man1/netmon.1"), "manual");
        uid = host(SetupPlatform.LINUX).uid();
    }

    @AfterEach
    void endsTheService() throws Exception {
        if (lock != null) {
            lock.close();
        }
    }

    @Test
    void onMacOsTheServiceIsReplacedInTheDomainOfTheDesktop() throws Exception {
        standIn("launchctl", "exit 0");
        Path agent = root.resolve("Library/LaunchAgents/com.netmon.service.plist");
        install(SetupPlatform.MACOS);
        String domain = "gui/" + uid;
        assertEquals(
                List.of(
                        "launchctl print " + domain,
                        "launchctl bootout " + domain + "/com.netmon.service",
                        "make-archives",
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

    @Test
    void aRefusalOfLaunchdIsToldWithItsWords() throws Exception {
        standIn("launchctl", "case $1 in kickstart) echo 'Could not find service'; exit 113 ;; esac");
        SetupException refused = assertThrows(SetupException.class, () -> install(SetupPlatform.MACOS));
        assertTrue(String.valueOf(refused.getMessage()).endsWith("failed with status 113: Could not find service"));
    }

    @Test
    void onLinuxTheUnitIsWrittenEnabledAndStarted() throws Exception {
        standIn("systemctl", "exit 0");
        String words = install(SetupPlatform.LINUX);
        assertEquals(
                List.of(
                        "systemctl --user show-environment",
                        "systemctl --user stop netmon.service",
                        "make-archives",
                        "systemctl --user daemon-reload",
                        "systemctl --user enable netmon.service",
                        "systemctl --user restart netmon.service"),
                calls());
        assertTrue(words.contains("Type next: '" + prefix + "/bin/netmon'"), words);
        assertEquals("rwxr-xr-x", mode(prefix.resolve("bin/netmon")));
        assertEquals("manual", Files.readString(prefix.resolve("share/man/man1/netmon.1")));
        assertTrue(Files.notExists(prefix.resolve("lib/netmon/lib/netmon.aot")), "it holds for another place");
    }

    @Test
    void systemdFindsNothingWrongWithItsUnits() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "there is no systemd-analyze here");
        standIn("systemctl", "exit 0");
        install(SetupPlatform.LINUX);
        environment.put("XDG_RUNTIME_DIR", root.toString());
        Path unit = root.resolve(".config/systemd/user/netmon.service");
        ProgramRunner.Result found =
                ProgramRunner.run(environment, ANALYZE.toString(), "verify", "--user", unit.toString());
        assertEquals(new ProgramRunner.Result(0, ""), found);
        assertTrue(Files.readString(unit).contains("WantedBy=default.target"));
    }

    @Test
    void aNewerVersionReplacesTheOlderOneAndTheDataStay() throws Exception {
        standIn("systemctl", "exit 0");
        install(SetupPlatform.LINUX);
        file(prefix.resolve("lib/netmon/lib/gone-1.0.jar"), "old");
        file(source.resolve("lib/netmon.jar"), "second");
        install(SetupPlatform.LINUX);
        assertEquals("second", Files.readString(prefix.resolve("lib/netmon/lib/netmon.jar")));
        assertTrue(Files.notExists(prefix.resolve("lib/netmon/lib/gone-1.0.jar")));
        assertTrue(Files.exists(root.resolve(".netmon/netmon.db")));
        try (var left = Files.list(prefix.resolve("lib"))) {
            assertEquals(1, left.count(), "no half of it is left");
        }
    }

    @Test
    void itCanBeSetUpAgainFromWhereItIsInstalled() throws Exception {
        standIn("systemctl", "exit 0");
        install(SetupPlatform.LINUX);
        source = prefix.resolve("lib/netmon");
        install(SetupPlatform.LINUX);
        assertEquals("first", Files.readString(prefix.resolve("lib/netmon/lib/netmon.jar")));
    }

    @Test
    void itIsSetUpAgainFromWhereItIsInstalledThoughALinkLeadsThere() throws Exception {
        standIn("systemctl", "exit 0");
        install(SetupPlatform.LINUX);
        source = prefix.resolve("lib/netmon").toRealPath();
        prefix = Files.createSymbolicLink(root.resolve("link"), prefix);
        Plan plan = InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, null);
        assertFalse(plan.steps().stream().anyMatch(FileStep.CopyTree.class::isInstance), plan.toString());
    }

    @Test
    void itIsNotCopiedIntoItself() throws Exception {
        Path inside = Files.createSymbolicLink(root.resolve("link"), source);
        for (Path each : List.of(source, source.resolve("below"), inside)) {
            prefix = each;
            SetupException refused = assertThrows(SetupException.class, () -> install(SetupPlatform.LINUX));
            assertTrue(String.valueOf(refused.getMessage()).contains("one is within the other"), refused.getMessage());
        }
    }

    @Test
    void whatOnePlaceAloneIsToldDoesNotComeToAnother() throws Exception {
        standIn("systemctl", "exit 0");
        file(source.resolve("lib/database"), "/of/all/users.db\n");
        file(source.resolve("lib/made-folders"), "another/folder\n");
        install(SetupPlatform.LINUX);
        assertTrue(Files.notExists(prefix.resolve("lib/netmon/lib/database")), "it would be read by default");
        assertFalse(
                Files.readString(prefix.resolve("lib/netmon/lib/made-folders")).contains("another"));
    }

    @Test
    void whereNothingStartsServicesTheCommandIsTold() throws Exception {
        standIn("systemctl", "echo 'Failed to connect to bus' >&2; exit 1");
        String words = execute(InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, null));
        assertTrue(words.contains("no systemd runs here"), words);
        assertTrue(words.contains("'" + prefix + "/lib/netmon/netmon-service' --db '" + root + "/.netmon/netmon.db'"));
        assertTrue(Files.exists(prefix.resolve("bin/netmon-service")));
    }

    @Test
    void theShellReadsTheCommandsThatAreToldWhateverTheFolderIsCalled() throws Exception {
        standIn("systemctl", "exit 1");
        prefix = root.resolve("o'neill's $HOME");
        String words = execute(InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, null));
        String command = words.lines()
                .filter(line -> line.startsWith("Type next: "))
                .map(line -> line.substring("Type next: ".length()))
                .findFirst()
                .orElse("");
        ProgramRunner.Result result = ProgramRunner.run(environment, "/bin/sh", "-c", "printf %s " + command);
        assertEquals(new ProgramRunner.Result(0, prefix + "/bin/netmon"), result);
    }

    @Test
    void whatIsMissingIsToldWithoutTheNameOfAnException() {
        Plan plan = new Plan(List.of(new FileStep.CopyProgram(root.resolve("gone"), root.resolve("to"))), List.of());
        SetupException failed = assertThrows(SetupException.class, () -> plan.execute(environment, line -> {}));
        assertTrue(String.valueOf(failed.getMessage()).endsWith(": there is no " + root.resolve("gone")));
    }

    @Test
    void aDryRunTellsEachStepAndDoesNone() throws Exception {
        standIn("systemctl", "exit 0");
        List<String> told = new ArrayList<>();
        Plan plan = InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, null);
        plan.tell(told::add);
        assertEquals(plan.steps().size(), told.size());
        assertEquals(List.of("systemctl --user show-environment"), calls());
        assertTrue(Files.notExists(prefix));
    }

    @Test
    void anotherProgramOfThatNameIsNotReplaced() throws Exception {
        standIn("systemctl", "exit 0");
        file(prefix.resolve("bin/netmon"), "#!/bin/sh\necho another\n");
        SetupException refused = assertThrows(SetupException.class, () -> install(SetupPlatform.LINUX));
        assertTrue(String.valueOf(refused.getMessage()).contains("is another program"), refused.getMessage());
    }

    @Test
    void anotherProgramsUnitOfThatNameIsNeitherReplacedNorRemoved() throws Exception {
        standIn("systemctl", "exit 0");
        Path unit = root.resolve(".config/systemd/user/netmon.service");
        file(unit, "[Service]\nExecStart=/usr/bin/netmond\n");
        SetupException refused = assertThrows(SetupException.class, () -> install(SetupPlatform.LINUX));
        assertTrue(String.valueOf(refused.getMessage()).contains("another program's"), refused.getMessage());
        execute(UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, false));
        assertTrue(Files.exists(unit));
        assertFalse(calls().toString().contains("disable"), "it would be stopped");
    }

    @Test
    void aGroupThatIsNotThereIsToldBeforeAnythingIsDone() {
        assumeTrue(uid.equals("0"), "only root can");
        prefix = root.resolve("usr/local");
        SetupException refused = assertThrows(
                SetupException.class,
                () -> InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, "nobody's group"));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("there is no group nobody's group;"));
    }

    @Test
    void whatMayFailMayBeMissingToo() throws Exception {
        Step.Run.tolerant(List.of("/nonexistent/make-archives")).take(environment);
        assertThrows(
                SetupException.class,
                () -> Step.Run.once(List.of("/nonexistent/program")).take(environment));
    }

    @Test
    void sudoIsRefusedForOneUser() throws Exception {
        standIn("systemctl", "exit 0");
        install(SetupPlatform.LINUX);
        environment.put("SUDO_USER", "me");
        assertThrows(SetupException.class, () -> install(SetupPlatform.LINUX));
        SetupException refused = assertThrows(
                SetupException.class, () -> UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, false));
        assertTrue(String.valueOf(refused.getMessage()).contains("without sudo"), refused.getMessage());
    }

    @Test
    void whatIsForAllUsersIsNeitherReplacedNorRemovedAsOneUsers() throws Exception {
        file(prefix.resolve("lib/netmon/lib/netmon.jar"), "");
        file(prefix.resolve("lib/netmon/lib/database"), "/var/lib/netmon/netmon.db");
        for (SetupException refused : List.of(
                assertThrows(SetupException.class, () -> install(SetupPlatform.LINUX)),
                assertThrows(
                        SetupException.class,
                        () -> UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, false)))) {
            String words = String.valueOf(refused.getMessage());
            assertTrue(words.matches(".* is for all users: sudo netmon (setup|uninstall) --system"), words);
        }
    }

    @Test
    void oneUsersIsNeitherReplacedNorRemovedAsThatOfAll() throws Exception {
        assumeTrue(uid.equals("0"), "others are refused before that");
        file(prefix.resolve("lib/netmon/lib/netmon.jar"), "");
        for (SetupException refused : List.of(
                assertThrows(
                        SetupException.class,
                        () -> InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, "daemon")),
                assertThrows(
                        SetupException.class,
                        () -> UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, true, false)))) {
            assertTrue(String.valueOf(refused.getMessage()).endsWith(", without --system"), refused.getMessage());
        }
    }

    @Test
    void onlyAPlaceThatHasItCanBeNamedForRemoval() throws Exception {
        assertFalse(UninstallPlanner.hasAny(host(SetupPlatform.LINUX), prefix));
        file(prefix.resolve("bin/netmon"), "#!/bin/sh\necho another\n");
        assertFalse(UninstallPlanner.hasAny(host(SetupPlatform.LINUX), prefix));
        file(prefix.resolve("bin/netmon-service"), "#!/bin/sh\n# Starts netmon or netmon-service");
        assertTrue(UninstallPlanner.hasAny(host(SetupPlatform.LINUX), prefix));
    }

    @Test
    void removalDoesNotTellOfDataThatAreNotThere() throws Exception {
        Plan plan = UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, false);
        assertEquals(List.of("", "netmon is removed."), plan.closing());
    }

    @Test
    void removalLeavesTheDataUnlessTheyAreToGo() throws Exception {
        standIn("systemctl", "exit 0");
        install(SetupPlatform.LINUX);
        file(root.resolve(".netmon/notes of mine"), "mine");
        endsTheService();
        lock = null;
        execute(UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, false));
        assertTrue(calls().contains("systemctl --user disable --now netmon.service"));
        assertTrue(Files.notExists(prefix), "setup had made it");
        assertTrue(Files.notExists(root.resolve(".config/systemd/user/netmon.service")));
        assertTrue(Files.exists(root.resolve(".netmon/netmon.db")));

        execute(UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, true));
        assertEquals(List.of(root.resolve(".netmon/notes of mine")), files(root.resolve(".netmon")));
    }

    @Test
    void withTheDataGoesWhatTheServiceMadeAndNoBackup() throws Exception {
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
        execute(UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, true));
        assertEquals(List.of(data.resolve("netmon-backup.db")), files(data));
    }

    @Test
    void whatAnInterruptedSetupMadeIsRemovedToo() throws Exception {
        standIn("systemctl", "exit 0");
        Plan plan = InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, null);
        List<Step> first = plan.steps().stream()
                .takeWhile(each -> !(each instanceof FileStep.Replace))
                .filter(FileStep.class::isInstance)
                .toList();
        new Plan(first, List.of()).execute(environment, line -> {});
        assertTrue(Files.exists(prefix.resolve("lib/netmon.new/lib/netmon.jar")));

        assertTrue(UninstallPlanner.hasAny(host(SetupPlatform.LINUX), prefix));
        execute(UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, false));
        assertTrue(Files.notExists(prefix), "setup had made it");
    }

    @Test
    void setupIsRunAgainWhereverItWasInterruptedAndRemovalLeavesNothing() throws Exception {
        standIn("systemctl", "exit 0");
        serve(root.resolve(".netmon/netmon.db"));
        int all = InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, null)
                .steps()
                .size();
        for (int done = 1; done < all; done++) {
            Plan plan = InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, null);
            execute(new Plan(plan.steps().subList(0, Math.min(done, plan.steps().size())), List.of()));
            install(SetupPlatform.LINUX);
            assertEquals("first", Files.readString(prefix.resolve("lib/netmon/lib/netmon.jar")));
            execute(UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, false));
            assertTrue(Files.notExists(prefix), "after " + done + " steps");
            assertTrue(Files.notExists(root.resolve(".config")), "after " + done + " steps");
        }
    }

    @Test
    void aFormerVersionThatAnInterruptedSetupMovedAwayIsKnown() throws Exception {
        standIn("systemctl", "exit 0");
        install(SetupPlatform.LINUX);
        Files.move(prefix.resolve("lib/netmon"), prefix.resolve("lib/netmon.old"));
        install(SetupPlatform.LINUX);
        assertTrue(Files.notExists(prefix.resolve("lib/netmon.old")));
        execute(UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, false));
        assertTrue(Files.notExists(prefix), "setup had made it");
    }

    @Test
    void whereSystemdDoesNotRunNowItsLinkIsRemovedToo() throws Exception {
        standIn("systemctl", "exit 0");
        install(SetupPlatform.LINUX);
        Path unit = root.resolve(".config/systemd/user/netmon.service");
        Path link = unit.resolveSibling("default.target.wants/netmon.service");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, unit);
        standIn("systemctl", "exit 1");
        execute(UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, false));
        assertFalse(Files.isSymbolicLink(link));
    }

    @Test
    void removalLeavesFoldersThatSetupDidNotMakeOrThatOthersUse() throws Exception {
        standIn("systemctl", "exit 0");
        Files.createDirectories(prefix.resolve("bin"));
        install(SetupPlatform.LINUX);
        file(source.resolve("share/fish/netmon.fish"), "newer");
        install(SetupPlatform.LINUX);
        file(prefix.resolve("share/man/man1/other.1"), "another's");
        endsTheService();
        lock = null;

        execute(UninstallPlanner.plan(host(SetupPlatform.LINUX), prefix, false, false));

        assertTrue(Files.isDirectory(prefix.resolve("bin")));
        assertEquals(List.of(prefix.resolve("share/man/man1/other.1")), files(prefix));
        assertTrue(Files.notExists(prefix.resolve("share/fish")));
        assertTrue(Files.notExists(prefix.resolve("lib")));
    }

    @Test
    void forAllUsersItBringsItsOwnJavaAndAGroupReadsTheDatabase() throws Exception {
        assumeTrue(uid.equals("0"), "only root can");
        standIn("systemctl", "exit 0");
        prefix = root.resolve("usr/local");
        Plan plan = InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, "daemon");
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
    void forAllUsersItMayBeInstalledFromWhatAnotherBuilt() throws Exception {
        assumeTrue(uid.equals("0"), "only root can give files away");
        standIn("systemctl", "exit 0");
        for (Path each : files(source)) {
            Files.setAttribute(each, "unix:uid", 1);
        }
        prefix = root.resolve("usr/local");
        Plan plan = InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, "daemon");
        serve(root.resolve("var/lib/netmon/netmon.db"));

        execute(plan);

        assertEquals(0, Files.getAttribute(prefix.resolve("lib/netmon/lib/netmon.jar"), "unix:uid"));
        assertEquals(0, Files.getAttribute(prefix.resolve("bin/netmon"), "unix:uid"));
    }

    @Test
    void rootWritesNothingIntoAFolderOfAnother() throws Exception {
        assumeTrue(uid.equals("0"), "only root can give files away");
        standIn("systemctl", "exit 0");
        Path data = Files.createDirectories(root.resolve("var/lib/netmon"));
        Files.setAttribute(data, "unix:uid", 1);
        prefix = root.resolve("usr/local");
        SetupException refused = assertThrows(
                SetupException.class, () -> InstallPlanner.plan(host(SetupPlatform.LINUX), source, prefix, "daemon"));
        assertTrue(String.valueOf(refused.getMessage()).startsWith(data + " does not belong to root"));
    }

    @Test
    void rootRunsNothingThatAnotherCanWrite() throws Exception {
        assumeTrue(uid.equals("0"), "only root owns what root alone can write");
        standIn("systemctl", "exit 0");
        for (String folder : List.of("usr", "usr/local", "usr/local/lib")) {
            Path loose = root.resolve(folder);
            Files.createDirectories(root.resolve("usr/local/lib/netmon"));
            Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rwxr-xrwx"));
            SetupException refused = assertThrows(
                    SetupException.class,
                    () -> InstallPlanner.plan(host(SetupPlatform.LINUX), source, root.resolve("usr/local"), "daemon"));
            assertTrue(String.valueOf(refused.getMessage()).contains(loose.toString()), refused.getMessage());
            Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rwxr-xr-x"));
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
    void rootRunsNothingThatAnAccessListLetsAnotherWrite() throws Exception {
        assumeTrue(uid.equals("0") && Files.exists(SETFACL), "needs root, and setfacl");
        Path folder = Files.createDirectories(root.resolve("usr/local"));
        RootOwnership.require(folder, root);
        Process setfacl = new ProcessBuilder(SETFACL.toString(), "-m", "u:1:rwx", folder.toString()).start();
        assumeTrue(setfacl.waitFor() == 0, "the file system has no access lists");

        assertThrows(SetupException.class, () -> RootOwnership.require(folder, root));
    }

    @Test
    void aServiceThatBeganWithoutFilesInMemoryBeforeItIsWaitedForLives() throws Exception {
        Path database = root.resolve(".netmon/netmon.db");
        serve(database);
        Path heartbeat = root.resolve(".netmon/netmon.db.heartbeat");
        long before = System.currentTimeMillis() - 60_000;
        Files.writeString(heartbeat, ProcessHandle.current().pid() + " " + before + " -\n");
        Files.setLastModifiedTime(heartbeat, FileTime.fromMillis(before));
        InstalledService.awaitRows(database);
    }

    private SetupHost host(SetupPlatform os) {
        return new SetupHost(os, root, root, environment);
    }

    /** With a service that comes to life at once, as the stand-ins start none. */
    private String install(SetupPlatform os) throws Exception {
        Plan plan = InstallPlanner.plan(host(os), source, prefix, null);
        if (lock == null) {
            serve(root.resolve(".netmon/netmon.db"));
        }
        return execute(plan);
    }

    private String execute(Plan plan) throws Exception {
        List<Step> steps = new ArrayList<>(plan.steps());
        // This process is the service.
        steps.removeIf(Step.StopService.class::isInstance);
        StringWriter words = new StringWriter();
        new Plan(steps, plan.closing()).execute(environment, new PrintWriter(words, true)::println);
        return words.toString();
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
                    new netmon.model.Counters("boot", List.of()),
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

    private void standIn(String name, String behaviour) throws IOException {
        program(root.resolve("stand-ins").resolve(name), "echo \"" + name + " $*\" >>\"$CALLS\"", behaviour);
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
