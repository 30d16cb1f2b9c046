package netmon.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import netmon.cli.History;
import netmon.cli.Run;
import netmon.cli.client.ServiceStatus;
import netmon.cli.client.StatusLines;
import netmon.cli.session.ExitCode;
import netmon.cli.session.StartInstructions;
import netmon.cli.status.StatusReport;
import netmon.cli.text.Accuracy;
import netmon.cli.text.DisplayWidth;
import netmon.cli.text.Page;
import netmon.cli.text.Units;
import netmon.model.Check;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.protocol.ServiceLoad;
import netmon.protocol.StatusReply;
import netmon.store.files.Heartbeat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseChecksTest {
    private static final StartInstructions INSTRUCTIONS = StartInstructions.own();

    private static final long NOW = 1_793_806_200;

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none         | bad: it has never run with this database
            true 0       | ok: process 7 runs
            true 9       | ok: process 7 runs
            true 60      | bad: process 7 has the database, but was silent for 60 s
            true 60 ?    | ok: process 7 runs
            false 60     | bad: it does not run; it was last alive 60 s ago
            false 60 ?   | bad: it does not run; it was last alive at most 60 s ago
            """)
    void theServiceMustRun(String pulse, String expected) {
        Heartbeat.Pulse beat = pulse.equals("none")
                ? null
                : new Heartbeat.Pulse(
                        7,
                        0,
                        (NOW - Long.parseLong(pulse.split(" ", -1)[1])) * 1000,
                        !pulse.endsWith("?"),
                        pulse.startsWith("true"));

        assertEquals(expected, result(DatabaseChecks.service(report(beat, "", List.of(), null), INSTRUCTIONS)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.0 | ok: the service answers
            0.9 | warn: the service is of version 0.9, this command of 1.0
            """)
    void theServiceMustHaveThisVersion(String version, String expected) {
        assertEquals(
                expected, result(DatabaseChecks.answer(StatusLines.status("version " + version), "1.0", INSTRUCTIONS)));
    }

    @Test
    void theServiceMustAnswer() {
        assertEquals("bad: no service answers", result(DatabaseChecks.answer(ServiceStatus.NONE, "1.0", INSTRUCTIONS)));
    }

    @Test
    void withoutPermissionTheAdviceIsRootAndNotARestart() {
        Check check = DatabaseChecks.answer(
                ServiceStatus.silent("only root may ask the service", false), "1.0", INSTRUCTIONS);

        assertEquals("ok: only root may ask the service", result(check));
        assertEquals("sudo netmon doctor shows what only the service knows", check.remedy());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            interfaces x                                   | warn: applications are not tracked
            sockets lsof;trouble sockets cannot be read: a | bad: sockets cannot be read: a
            sockets lsof;passed-over netstat: gone             | warn: lsof is used, since: netstat: gone
            sockets sock_diag;measures yes;passed-over eBPF: no right | ok: sock_diag is used; eBPF: no right
            sockets lsof;passed-over eBPF: no right        | warn: lsof is used, since: eBPF: no right
            sockets netstat;doubt its bytes make no sense  | warn: netstat is used, but its numbers are not believed: its bytes make no sense
            sockets lsof;measures no;open 4                | warn: lsof counts no bytes, so applications are estimated
            sockets netstat;measures yes;open 4            | ok: netstat is used
            sockets netstat;measures no;open 0             | ok: netstat is used
            """)
    void theBestSourceShouldBeInUse(String status, String expected) {
        assertEquals(expected, result(DatabaseChecks.source(service(status))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sockets sock_diag;user me;open 9;ownerless 0   | ok: every socket has a known owner
            sockets sock_diag;user me;open 9;ownerless 3   | warn: 3 of 9 sockets have no known owner
            sockets sock_diag;user root;open 9;ownerless 3 | ok: 3 of 9 sockets have no known owner; they are the kernel's own, or of processes that have just ended
            """)
    void socketsOfOtherUsersNeedPermission(String status, String expected) {
        assertEquals(expected, result(DatabaseChecks.owners(service(status))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0, 0, 0    | ok: no bytes are recorded today
            90, 10, 0  | ok: 90.0 % measured, 10.0 % estimated, 0.0 % unattributed
            50, 50, 0  | warn: 50.0 % measured, 50.0 % estimated, 0.0 % unattributed
            60, 0, 40  | warn: 60.0 % measured, 0.0 % estimated, 40.0 % unattributed
            """)
    void mostShouldBeMeasured(String parts, String expected) {
        String[] bytes = parts.split(", ", -1);
        Accuracy basis = new Accuracy(Long.parseLong(bytes[0]), Long.parseLong(bytes[1]), Long.parseLong(bytes[2]));

        assertEquals(expected, result(DatabaseChecks.basis(basis)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            999999999999 | ok: the database's disk has x left
            100000000    | warn: the database's disk has x left
            0            | bad: the database's disk has x left
            """)
    void theDiskMustHaveRoom(long usable, String expected) {
        assertEquals(expected, result(FileChecks.space(usable, "x")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            me   | me   | rw------- | false | ok: nobody else can read the database
            me   | root | rw------- | false | ok: nobody else can read the database
            me   | me   | rw-r--r-- | false | warn: others can read the database (rw-r--r--)
            me   | me   | rwxrwxrwx | false | bad: other users can change or replace the database (rwxrwxrwx)
            root | me   | rw-rw---- | true  | bad: other users can change or replace the database (rw-rw----)
            root | me   | rw-r--r-- | false | bad: the database belongs to root
            root | me   | rw------- | false | bad: the database belongs to root
            root | me   | rw-r----- | false | ok: only root and its group can read the database
            root | me   | rw-r----- | true  | ok: only root and its group can read the database
            root | me   | rw-r--r-- | true  | warn: others can read the database (rw-r--r--)
            """)
    void nobodyElseMayReadTheDatabase(String owner, String user, String mode, boolean shared, String expected) {
        assertEquals(expected, result(FileChecks.rights(Path.of("/d/netmon.db"), owner, user, mode, shared, true)));
    }

    @Test
    void theReadableDatabaseOfAnotherUserElsewhereIsNoFault() {
        Path database = Path.of("/home/other/.netmon/netmon.db");

        assertEquals(
                "ok: the database belongs to other, and you can read it",
                result(FileChecks.rights(database, "other", "me", "rw-r--r--", false, false)));
    }

    @Test
    void aDatabaseThatAllMayWriteIsBad() throws Exception {
        Path database = home.resolve(".netmon/netmon.db");
        History.write(database);
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rwxrwxrwx"));
        String reported = "bad      rights: other users can change or replace the database (rwxrwxrwx)";
        assertTrue(Run.of(History.environment(home), "doctor").out().contains(reported));

        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(database.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        reported = "bad      rights: other users can change or replace the database (rw--w--w-)";
        assertTrue(Run.of(History.environment(home), "doctor").out().contains(reported));
    }

    @Test
    void rowsOfAnotherProgramAreNamedByDoctorAndStatus() throws Exception {
        Path database = home.resolve(".netmon/netmon.db");
        History.write(database);
        assertTrue(
                Run.of(History.environment(home), "doctor").out().contains("ok       rows: all new rows are netmon's"));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement()) {
            statement.executeUpdate("INSERT INTO traffic_logs (timestamp, interface, bytes_in, bytes_out)"
                    + " VALUES (1793806100, char(27) || 'x', -5, 7)");
        }
        String reported = "traffic_logs has a row that netmon did not write: id ";
        String doctor = Run.of(History.environment(home), "doctor").out();
        assertTrue(doctor.contains("warn     rows: " + reported), doctor);
        for (String[] line : List.of(new String[] {"status"}, new String[] {"status", "--json"})) {
            String status = Run.of(History.environment(home), line).out();
            assertTrue(status.contains(reported) && !status.contains("\u001b"), status);
        }
    }

    @Test
    void frozenCountersAndClockChangesAreReported() {
        List<Gap> gaps = List.of(gap(Gap.Kind.COUNTER_FROZEN, "en0"), gap(Gap.Kind.COUNTER_FROZEN, "en0"));

        assertEquals("warn: the receive counter of en0 was frozen today", result(DatabaseChecks.counters(gaps)));
        assertEquals("ok: no counter was frozen today", result(DatabaseChecks.counters(List.of())));
        List<Gap> steps = List.of(gap(Gap.Kind.CLOCK_STEPPED, ""));
        assertEquals("warn: the clock was set once today", result(DatabaseChecks.clock(report(null, "", steps, NOW))));
        assertEquals(
                "bad: the newest row is 3600 s in the future",
                result(DatabaseChecks.clock(report(null, "", List.of(), NOW + 3600))));
    }

    @Test
    void missedTicksAreReported() {
        assertEquals(
                "warn: 3 ticks were late and 2 were missed since the start",
                result(DatabaseChecks.punctuality(new ServiceLoad(0, 0, 0, 3, 2, 1, null, null, null, null, null))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MISSING  | start it: netmon setup, or name another database with --db
            UNUSABLE | if it is new, start it: netmon setup; else get the right to read it, or name another one with --db
            BUSY     | try again
            """)
    void theRemedyForAnUnreadableDatabaseIsShown(StoreException.Remedy kind, String remedy) {
        assertEquals(
                Check.bad("database", "netmon.db is so", remedy),
                DatabaseChecks.database(new StoreException(kind, "netmon.db is so"), INSTRUCTIONS));
    }

    @Test
    void anUnwritableDatabaseIsReported() {
        assertEquals(
                "bad: cannot write to netmon.db; samples kept in memory: 12",
                result(DatabaseChecks.writing(service("unwritten 12;unwritable cannot write to netmon.db"))));
        assertEquals("ok: all samples are in the database", result(DatabaseChecks.writing(service("late 3"))));
    }

    @Test
    void aMissingDatabaseAndAMissingProgramAreBad() {
        Run run = Run.of(History.environment(home, "COLUMNS", "40"), "doctor");

        assertEquals(ExitCode.FAILED, run.status());
        assertTrue(run.out().startsWith("bad      database: there is no database"), run.out());
        assertTrue(run.out().contains("bad      program: there is no"), run.out());
        assertTrue(run.out().endsWith("\n2 problems\n"), run.out());
        run.out().lines().forEach(line -> assertTrue(DisplayWidth.of(line) <= 40, line));
    }

    @Test
    void aWrongSettingsFileIsOneOfTheResults() throws Exception {
        Path file = home.resolve(".netmon/netmon.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "units = furlongs\n");

        Run run = Run.of(History.environment(home), "doctor");

        assertEquals(ExitCode.FAILED, run.status());
        assertTrue(run.out().startsWith("bad      command's settings: " + file + ", line 1: units must be"), run.out());
        assertTrue(run.out().contains("bad      database: there is no database"), run.out());
    }

    @Test
    void theLineOfACheckHasFourCells() {
        Check check = new Check("a\tb", Check.Verdict.UNKNOWN, "\u001b[2J\n", "");

        assertEquals("unknown\ta\ufffdb\t\ufffd[2J\ufffd\t", check.line());
    }

    @Test
    void hostileNamesCannotMoveTheCursor() {
        String evil = "\u001b]52;c;AAAA\u0007\u009b2J\u202e" + "日本".repeat(2000);
        StringWriter text = new StringWriter();
        Page page = new Page(new PrintWriter(text), 40, false, Units.ORIGINAL.bytes(), ZoneOffset.UTC);
        new DoctorAnswer(List.of(Check.bad(evil, evil, evil))).text(page);

        assertEquals(
                text.toString().replace("\n", ""), PlainText.of(text.toString().replace("\n", "")));
        text.toString().lines().forEach(line -> assertTrue(DisplayWidth.of(line) <= 40, line));
    }

    private static Gap gap(Gap.Kind kind, String detail) {
        return new Gap(kind, NOW, NOW, Traffic.NONE, detail);
    }

    private static StatusReply service(String status) {
        return StatusLines.reply(status.replace(';', '\n'));
    }

    private static StatusReport report(
            Heartbeat.@Nullable Pulse pulse, String status, List<Gap> gaps, @Nullable Long last) {
        return new StatusReport(
                NOW,
                pulse,
                StatusLines.status(status),
                new Period(0, 1, "today"),
                new Accuracy(0, 0, 0),
                gaps,
                Path.of("/x"),
                0,
                null,
                last,
                null);
    }

    private static String result(Check check) {
        return check.verdict().word() + ": " + check.seen();
    }
}
