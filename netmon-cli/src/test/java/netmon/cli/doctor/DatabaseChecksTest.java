package netmon.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import netmon.cli.History;
import netmon.cli.Run;
import netmon.cli.client.ServiceStatus;
import netmon.cli.client.StatusLines;
import netmon.cli.session.ExitCode;
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
    private static final StartInstructions WAYS = StartInstructions.of(null, false);

    private static final long NOW = 1_793_806_200;

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none         | bad: it has never run on this database
            true 0       | ok: process 7 runs
            true 9       | ok: process 7 runs
            true 60      | bad: process 7 has the database, but was silent for 60 s
            true 60 ?    | ok: process 7 runs
            false 60     | bad: it does not run; it was last alive 60 s ago
            false 60 ?   | bad: it does not run; it was last alive at most 60 s ago
            """)
    void theServiceMustRun(String pulse, String told) {
        Heartbeat.Pulse beat = pulse.equals("none")
                ? null
                : new Heartbeat.Pulse(
                        7,
                        0,
                        (NOW - Long.parseLong(pulse.split(" ", -1)[1])) * 1000,
                        !pulse.endsWith("?"),
                        pulse.startsWith("true"));

        assertEquals(told, told(DatabaseChecks.service(report(beat, "", List.of(), null), WAYS)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.0 | ok: the service answers
            0.9 | warn: the service is of version 0.9, this command of 1.0
            """)
    void theServiceMustBeOfThisVersion(String version, String told) {
        assertEquals(told, told(DatabaseChecks.answer(StatusLines.status("version " + version), "1.0", WAYS)));
    }

    @Test
    void theServiceMustAnswer() {
        assertEquals("bad: no service answers", told(DatabaseChecks.answer(ServiceStatus.NONE, "1.0", WAYS)));
    }

    @Test
    void whoMayNotAskIsToldToAskAsRootAndNotToRestartIt() {
        Check check = DatabaseChecks.answer(ServiceStatus.silent("only root may ask the service", false), "1.0", WAYS);

        assertEquals("warn: only root may ask the service", told(check));
        assertEquals("what only it knows is not told here: sudo netmon doctor", check.remedy());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            interfaces x                                   | warn: applications are not tracked
            sockets lsof;trouble sockets cannot be read: a | bad: sockets cannot be read: a
            sockets lsof;passed-over netstat: gone             | warn: lsof is used, since: netstat: gone
            sockets lsof;measures no;open 4                | warn: lsof counts no bytes, so applications are estimated
            sockets netstat;measures yes;open 4            | ok: netstat is used
            sockets netstat;measures no;open 0             | ok: netstat is used
            """)
    void theBestSourceShouldBeInUse(String status, String told) {
        assertEquals(told, told(DatabaseChecks.source(service(status))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sockets sock_diag;user me;open 9;ownerless 0   | ok: every socket has a known owner
            sockets sock_diag;user me;open 9;ownerless 3   | warn: 3 of 9 sockets have no known owner
            sockets sock_diag;user root;open 9;ownerless 3 | ok: 3 of 9 sockets have no known owner; they are the kernel's own, or of processes that have just ended
            """)
    void otherUsersSocketsNeedRights(String status, String told) {
        assertEquals(told, told(DatabaseChecks.owners(service(status))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0, 0, 0    | ok: nothing moved today
            90, 10, 0  | ok: 90.0 % measured, 10.0 % estimated, 0.0 % unattributed
            50, 50, 0  | warn: 50.0 % measured, 50.0 % estimated, 0.0 % unattributed
            60, 0, 40  | warn: 60.0 % measured, 0.0 % estimated, 40.0 % unattributed
            """)
    void mostShouldBeMeasured(String parts, String told) {
        String[] bytes = parts.split(", ", -1);
        Accuracy basis = new Accuracy(Long.parseLong(bytes[0]), Long.parseLong(bytes[1]), Long.parseLong(bytes[2]));

        assertEquals(told, told(DatabaseChecks.basis(basis)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            999999999999 | ok: the database's disk has x left
            100000000    | warn: the database's disk has x left
            0            | bad: the database's disk has x left
            """)
    void theDiskMustHaveRoom(long usable, String told) {
        assertEquals(told, told(DatabaseChecks.space(usable, "x")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            me   | me   | rw------- | false | ok: nobody else can read the database
            me   | root | rw------- | false | ok: nobody else can read the database
            me   | me   | rw-r--r-- | false | warn: others can read who used the network (rw-r--r--)
            root | me   | rw-r--r-- | false | bad: the database belongs to root
            root | me   | rw------- | false | bad: the database belongs to root
            root | me   | rw-r----- | false | ok: only root and its group can read the database
            root | me   | rw-r----- | true  | ok: only root and its group can read the database
            root | me   | rw-r--r-- | true  | warn: others can read who used the network (rw-r--r--)
            """)
    void theDatabaseIsReadByNobodyElse(String owner, String user, String mode, boolean shared, String told) {
        assertEquals(told, told(DatabaseChecks.rights(Path.of("/d/netmon.db"), owner, user, mode, shared)));
    }

    @Test
    void frozenCountersAndClocksThatWereSetAreTold() {
        List<Gap> gaps = List.of(gap(Gap.Kind.COUNTER_FROZEN, "en0"), gap(Gap.Kind.COUNTER_FROZEN, "en0"));

        assertEquals("warn: the receive counter of en0 stood still today", told(DatabaseChecks.counters(gaps)));
        assertEquals("ok: none stood still today", told(DatabaseChecks.counters(List.of())));
        List<Gap> steps = List.of(gap(Gap.Kind.CLOCK_STEPPED, ""));
        assertEquals("warn: it was set once today", told(DatabaseChecks.clock(report(null, "", steps, NOW))));
        assertEquals(
                "bad: the newest row is 3600 s in the future",
                told(DatabaseChecks.clock(report(null, "", List.of(), NOW + 3600))));
    }

    @Test
    void leftOutTicksAreTold() {
        assertEquals(
                "warn: 3 ticks came late and 2 were left out since the start",
                told(DatabaseChecks.punctuality(new ServiceLoad(0, 0, 0, 3, 2, 1, null, null, null, null, null))));
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING, 'start the service, or name another with --db'",
        "UNUSABLE, 'name another with --db, or get the right to read it'",
        "BUSY, try again"
    })
    void whatToDoAboutADatabaseThatCannotBeReadIsTold(StoreException.Remedy kind, String remedy) {
        assertEquals(
                Check.bad("database", "netmon.db is so", remedy),
                DatabaseChecks.database(new StoreException(kind, "netmon.db is so")));
    }

    @Test
    void aDatabaseThatCannotBeWrittenIsTold() {
        assertEquals(
                "bad: cannot write to netmon.db; samples kept in memory: 12",
                told(DatabaseChecks.writing(service("unwritten 12;unwritable cannot write to netmon.db"))));
        assertEquals("ok: what was measured is in the database", told(DatabaseChecks.writing(service("late 3"))));
    }

    @Test
    void aMissingDatabaseIsBadAndSoIsAMissingProgram() {
        Run run = Run.of(History.environment(home, "COLUMNS", "40"), "doctor");

        assertEquals(ExitCode.FAILED, run.status());
        assertTrue(run.out().startsWith("bad      database: there is no database"), run.out());
        assertTrue(run.out().contains("bad      program: there is no"), run.out());
        assertTrue(run.out().endsWith("\n2 are bad, 0 could be better.\n"), run.out());
        run.out().lines().forEach(line -> assertTrue(DisplayWidth.of(line) <= 40, line));
    }

    @Test
    void aSettingsFileThatCannotBeUsedIsToldAmongAllElse() throws Exception {
        Path file = home.resolve(".netmon/netmon.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "units = furlongs\n");

        Run run = Run.of(History.environment(home), "doctor");

        assertEquals(ExitCode.FAILED, run.status());
        assertTrue(run.out().startsWith("bad      command's settings: " + file + ", line 1: units are"), run.out());
        assertTrue(run.out().contains("bad      database: there is no database"), run.out());
    }

    @Test
    void theLineOfACheckHasFourCells() {
        Check check = new Check("a\tb", Check.Verdict.UNKNOWN, "\u001b[2J\n", "");

        assertEquals("unknown\ta\ufffdb\t\ufffd[2J\ufffd\t", check.line());
    }

    @Test
    void whatStrangersAreCalledCannotMoveTheCursor() {
        String evil = "\u001b]52;c;AAAA\u0007\u009b2J\u202e" + "日本".repeat(2000);
        StringWriter text = new StringWriter();
        Page page = new Page(new PrintWriter(text), 40, false, Units.ORIGINAL.bytes(), ZoneOffset.UTC);
        new DoctorPage(new DoctorReport(List.of(Check.bad(evil, evil, evil))), page).print();

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
                last);
    }

    private static String told(Check check) {
        return check.verdict().word() + ": " + check.seen();
    }
}
