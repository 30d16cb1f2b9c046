package netmon.cli.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import netmon.cli.History;
import netmon.cli.Run;
import netmon.cli.StandIn;
import netmon.cli.client.StatusLines;
import netmon.cli.session.ExitCode;
import netmon.cli.text.Accuracy;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.cli.text.Units;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.Sample;
import netmon.model.Traffic;
import netmon.store.TrafficWriter;
import netmon.store.files.Heartbeat;
import netmon.store.files.ServiceLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTest {
    /** 2026-11-04 15:30 UTC. */
    private static final long NOW = 1_793_806_200;

    private static final long DAY = 86_400;
    private static final Period TODAY = new Period(1_793_750_400, 1_793_836_800, "today");
    private static final Path DATABASE = Path.of("/home/me/.netmon/netmon.db");

    private static final String SAID = """
            sockets nettop
            passed-over netstat: no such program
            measures yes
            open 210
            ownerless 3
            cpu 3000
            cpu-permyriad 42
            memory 53000000
            reads-us 800 3000
            late 3
            missed 2
            spacing 4
            """;

    @TempDir
    private Path home;

    @Test
    void aServiceThatNeverRanIsReported() throws Exception {
        History.write(home.resolve(".netmon/netmon.db"));

        Run run = Run.of(History.environment(home), "status");

        assertEquals(ExitCode.NO_DATA, run.status());
        assertTrue(
                run.out().startsWith("Service       has never run with this database; start it: netmon setup\n"),
                run.out());
        assertTrue(run.out().contains("97.7 % measured, 1.8 % estimated, 0.5 % unattributed"), run.out());
        assertTrue(run.out().contains("\nLast sample   2026-11-04 09:00:00\n"), run.out());
        assertTrue(run.out().contains("\nDatabase      ~/.netmon/netmon.db, "), run.out());
        assertTrue(run.out().contains("netmon was not running 02:10-05:40"), run.out());
    }

    /** A gap row up to now says that the service runs and cannot measure. */
    @Test
    void whatCannotBeMeasuredIsNotCalledNothing() throws Exception {
        Path database = home.resolve(".netmon/netmon.db");
        History.write(database);
        long now = History.second("2026-11-04T15:30");
        StandIn service = StandIn.start(database);
        try (service;
                TrafficWriter log = TrafficWriter.open(database)) {
            Gap gap = new Gap(Gap.Kind.STALLED, now - 600, now - 5, Traffic.NONE, Gap.UNREADABLE);
            log.append(new Sample(
                    now - 5,
                    0,
                    new Delta(List.of()),
                    List.of(),
                    new Counters("boot", List.of()),
                    List.of(gap),
                    List.of()));
            String said = "not measured since 15:20, as the interfaces cannot be read: netmon doctor";
            for (String[] line : List.of(new String[0], new String[] {"stats", "interfaces"})) {
                Run run = Run.of(History.environment(home), line);
                assertEquals("netmon: " + said + "\n", run.err());
                assertEquals(ExitCode.OK, run.status());
            }
            assertTrue(
                    Run.of(History.environment(home), "status").out().contains("netmon could not measure 15:20-15:29"));
        }
    }

    @Test
    void aServiceThatHoldsTheLockRuns() throws Exception {
        Path database = home.resolve(".netmon/netmon.db");
        History.write(database);
        long started = History.second("2026-11-04T15:00") * 1000;

        ServiceLock lock = ServiceLock.acquire(database);
        Run running;
        try (Heartbeat heartbeat = Heartbeat.start(database, started)) {
            heartbeat.beat(History.second("2026-11-04T15:29") * 1000);
            running = Run.of(History.environment(home), "status");
        }
        lock.close();

        assertEquals(ExitCode.OK, running.status());
        assertEquals(
                "Service       running since 2026-11-04 15:00:00 as process "
                        + ProcessHandle.current().pid() + ", but silent for 60 s",
                running.out().lines().findFirst().orElse(""));
        assertTrue(Run.of(History.environment(home), "status")
                .out()
                .startsWith("Service       not running; it was last alive 2026-11-04 15:29"));
    }

    @Test
    void anEmptyDatabaseIsReported() throws Exception {
        Path database = home.resolve(".netmon/netmon.db");
        TrafficWriter.open(database).close();

        Run run = Run.of(History.environment(home), "status");

        assertEquals(ExitCode.NO_DATA, run.status());
        assertEquals("""
                Service       has never run with this database; start it: netmon setup
                Last sample   none yet
                Today         nothing is recorded
                Gaps today    none
                """, run.out().substring(0, run.out().indexOf("Database")));
        assertTrue(run.out().contains("nothing in it yet"), run.out());
    }

    @Test
    void theAnswerOfTheServiceIsShownInWords() {
        assertEquals("""
                Service       running since 2026-11-04 15:13:20 as process 4711
                Sockets       by nettop, with their bytes; 210 open
                              better sources do not work: netstat: no such program
                              without a known owner: 3; they are the kernel's own, or of processes that have just ended
                Last sample   2026-11-04 15:29:58
                Today         90.0 % measured, 10.0 % estimated, 0.0 % unattributed
                Gaps today    the machine was asleep 13:46-14:03
                Database      ~/.netmon/netmon.db, 10.00 MB since 2026-10-25 15:30:00, about 1.00 MB a day
                Overhead      0.42 % CPU in the last minute, 0.3 % since its start, 50.54 MB of memory
                              reading the sockets takes 0.80 ms, at most 3.00 ms
                              3 ticks were late and 2 were missed since its start
                              it reads the sockets every 4 ticks, to keep its CPU budget
                """, printed(Integer.MAX_VALUE, SAID));
    }

    @Test
    void inANarrowTerminalTextContinuesBelowItsStart() {
        String narrow = printed(40, SAID);

        assertTrue(narrow.startsWith("""
                Service       running since 2026-11-04
                              15:13:20 as process 4711
                Sockets       by nettop, with their
                              bytes; 210 open
                """), narrow);
        assertTrue(narrow.lines().allMatch(line -> line.length() <= 40), narrow);
    }

    @Test
    void inAVeryNarrowTerminalTheHeadingHasALineOfItsOwn() {
        String narrow = printed(20, SAID);

        assertTrue(narrow.startsWith("""
                Service
                  running since
                  2026-11-04
                  15:13:20 as
                """), narrow);
        assertTrue(narrow.lines().allMatch(line -> line.length() <= 20), narrow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sock_diag | alice | a service that runs as root sees other users' as well
            lsof      | alice | a service that runs as root sees other users' as well
            sock_diag | root  | they are the kernel's own, or of processes that have just ended
            netstat   | alice | they are the kernel's own, or of processes that have just ended
            """)
    void theAdviceNamesHowToFindTheOwnersOfSockets(String source, String user, String advice) {
        String text = printed(1000, "sockets " + source + "\nuser " + user + "\nopen 5\nownerless 2");

        assertTrue(text.contains("\n              without a known owner: 2; " + advice + "\n"), text);
    }

    @Test
    void rootWouldFindTheOwnersOfOtherUsersSockets() {
        String lines = "sockets sock_diag\nuser alice\nopen 5\nownerless 2\noverruns 4\nothers ";

        assertTrue(printed(1000, lines + "1").contains("; a service that runs as root sees other users' as well\n"));
        String text = printed(1000, lines + "0");
        assertTrue(text.contains("; they are the kernel's own, or of processes that have just ended\n"), text);
        assertTrue(text.contains("\n              the kernel lost 4 reports of closed sockets: "), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sockets lsof;trouble sockets cannot be read: lsof: no such program | sockets cannot be read: lsof: no such program
            interfaces oshi                                                    | not read: applications are not tracked
            sockets lsof;measures no;open 9                                    | by lsof, without their bytes; 9 open
            sockets sock_diag;measures no;open 0                               | by sock_diag; 0 open
            """)
    void theSourceOfTheSocketsIsShown(String answer, String text) {
        String page = printed(1000, answer.replace(';', '\n'));

        assertTrue(page.contains("\nSockets       " + text + "\n"), page);
    }

    @Test
    void jsonHasTheSocketsOfOtherUsersAndTheBytesThatTheKernelLost() {
        String known = json("sockets sock_diag\nothers 1\noverruns 4");
        String unknown = json("sockets lsof");

        assertTrue(known.contains("\"other_users_sockets\": 1,"), known);
        assertTrue(known.contains("\"overruns\": 4,"), known);
        assertTrue(unknown.contains("\"other_users_sockets\": null,"), unknown);
        assertTrue(unknown.contains("\"overruns\": null,"), unknown);
    }

    @Test
    void theAnswerOfTheServiceCannotMoveTheCursor() {
        String page = printed(80, "sockets \u001b[2J\u009b1m\u202e\npassed-over \u001b]52;c;AAAA\u0007");

        assertEquals(page.replace("\n", ""), PlainText.of(page.replace("\n", "")));
    }

    @Test
    void outputThatNetmonDoesNotUnderstandIsShown() {
        String page = printed(120, "sockets netstat\nunread 97 % of 1,234 lines of netstat understood");

        assertTrue(page.contains("\n              97 % of 1,234 lines of netstat understood\n"), page);
    }

    @Test
    void anotherFileAndAnotherZoneAreShown() {
        String page =
                printed(120, "file " + (NOW - 60) + " x.db was overwritten\nzone " + (NOW - 90) + " Asia/Kolkata");

        assertTrue(page.contains(" the service writes a new file, because x.db was overwritten\n"), page);
        assertTrue(page.contains("Time zone     Asia/Kolkata since "), page);
    }

    @Test
    void jsonHasAnotherFileAndAnotherZone() {
        String changes = "file " + NOW + " x.db was overwritten";
        String json = json(changes);

        assertTrue(json.contains("""
                    "file_changed": {
                      "since": {
                        "epoch": 1793806200,
                        "time": "2026-11-04T15:30:00Z"
                      },
                      "why": "x.db was overwritten"
                    },
                    "zone_changed": null,
                    "not_measured": null
                """), json);
    }

    private static String json(String answer) {
        StringWriter text = new StringWriter();
        StatusAnswer status = new StatusAnswer(report(answer), "netmon.db", ZoneOffset.UTC);
        JsonOutput.print(new PrintWriter(text), ZoneOffset.UTC, status.command(), status::json);
        return text.toString();
    }

    private static String printed(int columns, String answer) {
        StringWriter text = new StringWriter();
        Page page = new Page(new PrintWriter(text), columns, false, Units.ORIGINAL.bytes(), ZoneOffset.UTC);
        new StatusPage(report(answer), "~/.netmon/netmon.db", page).print();
        return text.toString();
    }

    private static StatusReport report(String answer) {
        return new StatusReport(
                NOW,
                new Heartbeat.Pulse(4711, (NOW - 1000) * 1000, NOW * 1000, true, true),
                StatusLines.status(answer),
                TODAY,
                new Accuracy(90, 10, 0),
                List.of(new Gap(Gap.Kind.ASLEEP, NOW - 6200, NOW - 5200, Traffic.NONE, "")),
                DATABASE,
                10 << 20,
                NOW - 10 * DAY,
                NOW - 2,
                null);
    }
}
