package netmon.service.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import netmon.model.Alert;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.CalendarUnit;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Direction;
import netmon.model.InterfaceTraffic;
import netmon.model.OperatingSystem;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.service.fakes.HandClock;
import netmon.service.fakes.LogRecord;
import netmon.service.run.Daemonized;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts on a clock that the test advances, reported by a stand-in for notify-send and by real programs. */
@Timeout(60)
class AlertWatchTest {
    private static final long KB = 1024;

    @TempDir
    Path dir;

    private final HandClock clock = new HandClock(); // noon, UTC

    /** The clock for the time limit of programs. It is a separate one, because real programs take real time. */
    private final HandClock programs = new HandClock();

    private Path told;
    private TrafficWriter log;
    private AlertNotifier notifier;
    private AlertWatch watch;

    @BeforeEach
    void opens() throws Exception {
        told = dir.resolve("told");
        Files.createDirectory(dir.resolve("places"));
        for (String each : List.of("notify-send", "osascript")) {
            // A single write, so that the test sees whole lines only.
            script("places/" + each, "line=$(printf '<%s>' \"$@\")", "printf '%s\\n' \"$line\" >> '" + told + "'");
        }
        start(OperatingSystem.LINUX);
    }

    @AfterEach
    void closes() throws StoreException {
        notifier.close();
        log.close();
    }

    @Test
    void anExceededLimitIsReportedOnceInItsPeriodAndAgainInTheNext() throws Exception {
        set(Alert.Scope.APPLICATION, "Safari", 10 * KB, CalendarUnit.HOUR);
        moves("Safari", 10 * KB);
        minutes(2);
        assertEquals(List.of(), told());

        moves("Safari", 1);
        minutes(5);
        moves("Safari", 20 * KB);
        minutes(5);
        String first = "<--><netmon><More than 10.00 KB an hour: Safari moved 10.00 KB since 2026-11-23 12:00.>";
        assertEquals(List.of(first), told(1));

        minutes(60);
        moves("safari", 11 * KB);
        minutes(1);
        assertEquals(
                List.of(first, first.replace("10.00 KB since", "11.00 KB since").replace("12:00", "13:00")), told(2));
    }

    @Test
    void aLimitExceededInTheLastMinuteOfAPeriodIsReported() throws Exception {
        set(Alert.Scope.TOTAL, "", 10 * KB, CalendarUnit.HOUR);
        minutes(59);
        clock.pass(30_000);
        moves("Safari", 11 * KB);
        clock.pass(40_000);
        minutes(1);

        assertTrue(told(1).get(0).contains("all together moved 11.00 KB since 2026-11-23 12:00"), told().toString());
    }

    @Test
    void aRestartReportsNothingTwiceAndForgetsNoBytes() throws Exception {
        set(Alert.Scope.ANY, "", 10 * KB, CalendarUnit.WEEK);
        moves("Safari", 11 * KB);
        moves("ssh", 6 * KB);
        minutes(1);
        assertEquals(1, told(1).size());
        closes();
        start(OperatingSystem.LINUX);
        minutes(2);
        moves("ssh", 6 * KB);
        minutes(2);

        assertTrue(told(2).get(1).contains("ssh moved 12.00 KB"), told().toString());
    }

    @Test
    void aNewAlertIsCheckedAtTheNextTickAndARemovedOneNoMore() throws Exception {
        moves("Safari", 11 * KB);
        minutes(1);
        long id = set(Alert.Scope.ANY, "", KB, CalendarUnit.MONTH);
        work();
        assertEquals(1, told(1).size());

        log.alerts().remove(id);
        watch.changed();
        moves("ssh", 11 * KB);
        minutes(2);
        assertEquals(1, told().size());
    }

    @Test
    void bytesWithoutAnOwnerBelongToTheTotalAndToNoApplication() throws Exception {
        set(Alert.Scope.ANY, "", KB, CalendarUnit.DAY);
        set(Alert.Scope.TOTAL, "", KB, CalendarUnit.DAY);
        moves(App.UNATTRIBUTED, 2 * KB);
        minutes(1);

        assertEquals(1, told(1).size());
        assertTrue(told().get(0).contains("all together"), told().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"per = 'aeon'", "bytes = -1", "bytes = 'many'", "means = x'1b'", "month_starts = 99"})
    void anAlertThatCannotBeReadSilencesNoOther(String change) throws Exception {
        long spoilt = set(Alert.Scope.ANY, "", KB, CalendarUnit.DAY);
        set(Alert.Scope.TOTAL, "", KB, CalendarUnit.DAY);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("netmon.db"));
                Statement statement = other.createStatement();
                LogRecord record = new LogRecord()) {
            statement.executeUpdate("UPDATE alerts SET " + change + " WHERE id = " + spoilt);
            moves("Safari", 2 * KB);
            minutes(1);

            assertTrue(told(1).get(0).contains("all together"), told().toString());
            String logged = "alert 1 is not checked, because another program changed it: netmon alert remove 1";
            assertEquals(logged, record.atLeast(Level.WARN).get(0));
        }
        assertTrue(log.alerts().remove(spoilt));
        assertEquals(List.of(), log.alerts().unreadable());
    }

    @Test
    void aHostileNameIsData() throws Exception {
        set(Alert.Scope.ANY, "", KB, CalendarUnit.DAY);
        moves("-x $(touch " + dir + "/owned) `id` \u001b]52;c;x\u0007 \\033[2J <b>&\n" + "y".repeat(500), 2 * KB);
        minutes(1);

        String line = told(1).get(0);
        assertTrue(
                line.startsWith("<--><netmon><More than 1.00 KB a day: -x $(touch "
                        + dir.toString().substring(0, 5)),
                line);
        assertFalse(line.contains("\u001b") || line.contains("<b>") || line.contains("y".repeat(80)), line);
        assertFalse(Files.exists(dir.resolve("owned")));
    }

    @Test
    void aCommandGetsItsArgumentsAsTheyAreAndNothingElseOfTheEnvironment() throws Exception {
        Path out = dir.resolve("out");
        Path program = script(
                "tell me",
                "{ printf '<%s>' \"$@\"; env | grep -v '^PWD=\\|^_=\\|^SHLVL=' | sort; } > '" + out + ".new'",
                "mv '" + out + ".new' '" + out + "'");
        command(program.toString(), "a b", "", "$(id)", "*", "-n");
        moves("Google \"Chrome\"", 3 * KB);
        until(() -> Files.exists(out));

        assertEquals(
                List.of(
                        "<a b><><$(id)><*><-n>NETMON_ALERT_APP=Google \"Chrome\"",
                        "NETMON_ALERT_BYTES=3072",
                        "NETMON_ALERT_DIRECTION=total",
                        "NETMON_ALERT_ID=1",
                        "NETMON_ALERT_LIMIT=1024",
                        "NETMON_ALERT_PER=day",
                        "NETMON_ALERT_SINCE=1795392000",
                        "NETMON_ALERT_TEXT=More than 1.00 KB a day: Google \"Chrome\" moved 3.00 KB"
                                + " since 2026-11-23 00:00."),
                Files.readAllLines(out));
    }

    @Test
    void aCommandThatFailsIsInTheLog() throws Exception {
        try (LogRecord record = new LogRecord()) {
            Path program = script("fails", "exit 7");
            command(program.toString());
            moves("Safari", 3 * KB);
            until(() -> record.atLeast(Level.WARN).size() == 2);
            assertEquals(
                    "alert 1: " + program + " ended with status 7",
                    record.atLeast(Level.WARN).get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\" & (do shell script \"touch owned\") & \"",
                "-e",
                "$(touch owned)`touch owned`",
                "end run\\n\\\"\\",
                "日本語 'x' %s %n"
            })
    void onMacosAHostileNameIsOneArgumentOfTheScript(String name) throws Exception {
        closes();
        start(OperatingSystem.MACOS);
        set(Alert.Scope.ANY, "", KB, CalendarUnit.DAY);
        moves(name, 2 * KB);
        minutes(1);

        assertEquals(
                "<-e><on run argv><-e><display notification (item 2 of argv) with title (item 1 of argv)><-e><end run>"
                        + "<netmon><More than 1.00 KB a day: " + name + " moved 2.00 KB since 2026-11-23 00:00.>",
                told(1).get(0));
        assertFalse(Files.exists(Path.of("owned")));
    }

    @Test
    void aCommandThatIsGoneIsInTheLog() throws Exception {
        try (LogRecord record = new LogRecord()) {
            command(dir + "/none");
            moves("Safari", 3 * KB);
            until(() -> record.atLeast(Level.WARN).size() == 2);
            assertTrue(record.atLeast(Level.WARN).get(1).startsWith("alert 1 is only logged: "));
        }
    }

    @Test
    void aCommandThatTakesTooLongIsKilledWithWhatItStarted() throws Exception {
        Path pids = dir.resolve("pids");
        try (LogRecord record = new LogRecord()) {
            command(script("sleeps", "sleep 600 & echo $! $$ > '" + pids + "'; wait")
                    .toString());
            moves("Safari", 3 * KB);
            until(() -> Files.exists(pids) && Files.readString(pids).endsWith("\n"));
            programs.pass(TimeUnit.NANOSECONDS.toMillis(ChildProcess.LIMIT_NANOS) + 1);
            work();
            assertTrue(record.atLeast(Level.WARN).get(1).endsWith("took too long and was killed"));
        }
        for (String pid : Files.readString(pids).strip().split(" ", -1)) {
            until(() -> ProcessHandle.of(Long.parseLong(pid))
                    .filter(ProcessHandle::isAlive)
                    .isEmpty());
        }
    }

    /** In a sticky folder nobody can replace the database, but everybody can put a log beside it. */
    @ParameterizedTest
    @ValueSource(ints = {0777, 01777})
    void aDatabaseThatOthersCanWriteRunsNoCommand(int mode) throws Exception {
        Path out = dir.resolve("out");
        Files.setAttribute(dir, "unix:mode", mode);
        try (LogRecord record = new LogRecord()) {
            command(script("writes", "touch '" + out + "'").toString());
            moves("Safari", 3 * KB);
            until(() -> record.atLeast(Level.WARN).size() == 2);
            assertTrue(record.atLeast(Level.WARN)
                    .get(1)
                    .contains("its command is not run, because other users can write to " + dir));
        }
        assertFalse(Files.exists(out));
    }

    @Test
    void aFloodOfAlertsIsBounded() throws Exception {
        set(Alert.Scope.ANY, "", KB, CalendarUnit.DAY);
        try (LogRecord record = new LogRecord()) {
            for (int i = 0; i < 200; i++) {
                moves("app " + i, 2 * KB);
            }
            until(() -> told().size() == 32);
            assertEquals(200 + 168, record.atLeast(Level.WARN).size());
        }
    }

    private void start(OperatingSystem system) throws StoreException {
        Path database = dir.resolve("netmon.db");
        log = TrafficWriter.open(database);
        DesktopNotification desktop = new DesktopNotification(system, List.of(dir.resolve("places")), Map.of());
        notifier = new AlertNotifier(database, desktop, programs::monotonicNanos);
        watch = new AlertWatch(log.alerts(), notifier, () -> ZoneOffset.UTC);
    }

    private long set(Alert.Scope scope, String app, long limit, CalendarUnit per) throws StoreException {
        return set(new Alert(0, scope, app, Direction.TOTAL, limit, per, 1, Alert.Means.DESKTOP, List.of()));
    }

    private void command(String... words) throws StoreException {
        set(new Alert(
                0, Alert.Scope.ANY, "", Direction.TOTAL, KB, CalendarUnit.DAY, 1, Alert.Means.COMMAND, List.of(words)));
    }

    private long set(Alert alert) throws StoreException {
        long id = log.alerts().add(alert);
        watch.changed();
        return id;
    }

    private void moves(String app, long received) throws StoreException {
        Traffic traffic = new Traffic(received, 0);
        log.append(new Sample(
                clock.seconds(),
                1_000_000_000,
                new Delta(List.of(new InterfaceTraffic("en0", true, traffic))),
                List.of(new AppTraffic(app, traffic, Traffic.NONE)),
                new Counters("boot", List.of()),
                List.of()));
    }

    private void minutes(int count) throws StoreException {
        for (int i = 0; i < count; i++) {
            clock.pass(60_000);
            work();
        }
    }

    private void work() throws StoreException {
        notifier.work();
        watch.check(clock.seconds());
    }

    private List<String> told() throws IOException {
        return Files.exists(told) ? Files.readAllLines(told) : List.of();
    }

    /** Waits for this many notifications. */
    private List<String> told(int count) throws Exception {
        until(() -> told().size() >= count);
        return told();
    }

    private void until(Callable<Boolean> condition) throws Exception {
        Daemonized.until("it is so", () -> {
            work();
            return condition.call();
        });
    }

    private Path script(String name, String... lines) throws IOException {
        Path file = dir.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }
}
