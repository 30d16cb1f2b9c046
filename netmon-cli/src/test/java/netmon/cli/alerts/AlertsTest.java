package netmon.cli.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import netmon.cli.History;
import netmon.cli.Moment;
import netmon.cli.Run;
import netmon.cli.ServiceProcess;
import netmon.cli.session.ExitCode;
import netmon.model.PlainText;
import netmon.store.files.ServiceLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code netmon alert}, with the real service and without a service. */
@Timeout(120)
class AlertsTest {
    private static final String HOSTILE = "=cmd \"x\" 'y' \u001b[31m\u202e日本語";
    private static final String HOSTILE_PLAIN = PlainText.of(HOSTILE);

    @TempDir
    private Path home;

    private Path database;

    @BeforeEach
    void moves() throws Exception {
        database = home.resolve(".netmon/netmon.db");
        History.append(
                database,
                Moment.at(Instant.now().getEpochSecond())
                        .app(HOSTILE, 5000, 5000)
                        .app("ssh", 10, 10));
    }

    @Test
    void onlyARunningServiceCanShowATestNotification() throws Exception {
        Run run = run("alert", "test");

        assertEquals(ExitCode.NO_DATA, run.status());
        assertEquals("netmon: the service shows notifications, but no service answers\n", run.err());
    }

    @Test
    void theRunningServiceTakesAnAlertAndRunsTheProgramOfTheUser() throws Exception {
        Path out = home.resolve("out");
        Path program = script(
                "tell",
                "printf '%s|' \"$@\" \"$NETMON_ALERT_APP\" \"$NETMON_ALERT_BYTES\" \"$HOME\" > '" + out + ".new'",
                "mv '" + out + ".new' '" + out + "'");
        try (ServiceProcess service = ServiceProcess.start(home, database)) {
            Run add = run(
                    "alert",
                    "add",
                    "--app",
                    HOSTILE,
                    "--over",
                    "9KB",
                    "--per",
                    "year",
                    "--run",
                    program.toString(),
                    "--",
                    "--loud",
                    "$(id)",
                    "");
            assertEquals("", add.err());
            assertTrue(add.out().startsWith("alert 1: more than 9.00 KB per year, =cmd "), add.out());

            ServiceProcess.until("the program was run", () -> Files.exists(out));
            String notified = Files.readString(out);
            assertTrue(notified.startsWith("--loud|$(id)||" + HOSTILE_PLAIN + "|10000|"), notified);

            ServiceProcess.until(
                    "it is kept", () -> !first(json("list")).get("told").isJsonNull());
            assertTrue(
                    Files.readString(home.resolve("service.log")).contains(" WARN alert 1: More than 9.00 KB a year"));
            assertEquals(ExitCode.EXCEEDED, run("alert", "check").status());
            assertEquals("alert 1 is removed\n", run("alert", "remove", "1").out());
            assertEquals(ExitCode.OK, run("alert", "check").status());
            assertTrue(service.isAlive());
        }
    }

    @Test
    void withoutAServiceTheCommandTakesItsLock() throws Exception {
        Run add = run("alert", "add", "--over", "1KB", "--per", "year", "--direction", "out");
        assertEquals("alert 1: more than 1.00 KB per year up, All apps, notifies on the desktop\n", add.out());
        assertEquals(ExitCode.EXCEEDED, run("alert", "check").status());

        ServiceLock lock = ServiceLock.acquire(database);
        try {
            Run refused = run("alert", "add", "--over", "1KB", "--per", "year");
            assertEquals(ExitCode.DATABASE, refused.status());
            assertTrue(refused.err().contains("another netmon-service"), refused.err());
        } finally {
            lock.close();
        }
    }

    @Test
    void anAlertForAnyApplicationChecksEachByItself() {
        run("alert", "add", "--app", "Any", "--over", "15B", "--per", "year");
        Run check = run("alert", "check", "--csv");

        assertEquals(3, check.out().lines().count(), check.out());
        assertTrue(check.out().contains("1,any,ssh,total,15,year,"), check.out());
        assertEquals(
                "2 limits exceeded; =cmd \"x\" 'y' \uFFFD[31m\uFFFD… 9.77 KB\n",
                run("alert", "check", "--oneline").out());
        assertEquals("any", first(json("list")).get("scope").getAsString());
    }

    @Test
    void aLimitThatIsNotExceededPrintsNothing() {
        run("alert", "add", "--app", "SSH", "--over", "20B", "--per", "year");
        Run check = run("alert", "check");

        assertEquals(new Run(ExitCode.OK, "", ""), check);
        assertEquals(20, first(json("list")).get("used").getAsLong(), "whatever the case of the letters");
        assertEquals("no limit exceeded\n", run("alert", "check", "--oneline").out());
    }

    @Test
    void withoutAlertsTheListSaysHowToSetOne() {
        Run list = run("alert");
        assertEquals("", list.out());
        assertTrue(list.err().contains("netmon alert add --help"), list.err());
        assertEquals(ExitCode.OK, list.status());
        Run remove = run("alert", "remove", "4");
        assertEquals(ExitCode.NO_DATA, remove.status());
        assertEquals("netmon: there is no alert 4\n", remove.err());
    }

    @Test
    void theSettingsFileSetsTheStartOfAMonthAndTheSizeOfAGigabyte() throws IOException {
        Files.writeString(home.resolve(".netmon/netmon.properties"), "month-starts = 15\nunits = si\n");
        run("alert", "add", "--over", "1GB", "--per", "month");
        JsonObject alert = first(json("list"));

        assertEquals(1_000_000_000, alert.get("limit").getAsLong());
        String from = alert.getAsJsonObject("period")
                .getAsJsonObject("from")
                .get("time")
                .getAsString();
        assertTrue(from.matches("\\d{4}-\\d{2}-15T00:00:00Z"), from);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --per day                                 | Missing required option: '--over=SIZE'
            --over 1GB                                | Missing required option: '--per=TIME'
            --over much --per day                     | 'much' is not an amount of bytes
            --over 1GB --per fortnight                | --per takes one of [hour, day, week, month, year]
            --over 1GB --per day --app=               | --app must be an application's name
            --over 1GB --per day --direction left     | --direction takes one of [down, up, total]
            --over 1GB --per day --run /no/such       | there is no program '/no/such'
            --over 1GB --per day --run /tmp           | there is no program '/tmp'
            --over 1GB --per day --log --run sh       | only one of --run and --log can be given
            --over 1GB --per day x                    | 'x' is an argument of no program
            --over 1GB --per month --month-starts 32  | --month-starts must be 1-31, not 32
            """)
    void aWrongAlertIsRefusedWithTheReason(String options, String why) {
        Run run = run(("alert add " + options).split(" ", -1));

        assertEquals(ExitCode.USAGE, run.status(), run.err());
        assertTrue(run.err().startsWith("netmon: " + why), run.err());
        assertEquals(0, json("list").getAsJsonArray("alerts").size());
    }

    @Test
    void withoutADatabaseNoneIsCreated() {
        Path none = home.resolve("none.db");
        for (String[] line : new String[][] {
            {"alert", "list"}, {"alert", "check"}, {"alert", "remove", "1"}, {"alert", "add", "--over=1KB", "--per=day"}
        }) {
            String[] all = Arrays.copyOf(line, line.length + 1);
            all[line.length] = "--db=" + none;
            assertEquals(ExitCode.DATABASE, run(all).status());
        }
        assertFalse(Files.exists(none));
    }

    private Run run(String... args) {
        return Run.of(Map.of("HOME", home.toString(), "TZ", "UTC", "PATH", "/usr/bin:/bin"), args);
    }

    private JsonObject json(String command) {
        return new Gson().fromJson(run("alert", command, "--json").out(), JsonObject.class);
    }

    private static JsonObject first(JsonObject answer) {
        return answer.getAsJsonArray("alerts").get(0).getAsJsonObject();
    }

    private Path script(String name, String... lines) throws IOException {
        Path file = home.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }
}
