package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import netmon.cli.session.ExitCode;
import netmon.store.TrafficWriter;
import netmon.store.files.Heartbeat;
import netmon.store.files.ServiceLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    private Path home;

    private Map<String, String> environment = Map.of();
    private Path database = Path.of("");

    @BeforeEach
    void setHome() {
        environment = History.environment(home);
        database = home.resolve(".netmon/netmon.db");
    }

    @Test
    void theTableHasTheColumnsOfTheOriginal() throws Exception {
        History.write(database);

        Run run = Run.of(environment);

        assertEquals(
                List.of(
                        "Stats by application (today)",
                        "",
                        String.format("%-30s %-15s %-15s %-15s", "Application", "Downloaded", "Uploaded", "Total"),
                        "-".repeat(72),
                        String.format("%-30s %-15s %-15s %-15s", "Google Chrome", "1.85 GB", "250.29 MB", "2.09 GB")),
                run.out().lines().limit(5).toList());
    }

    @Test
    void anOptionInThePlaceOfAValueIsNamed() {
        Run run = Run.of(environment, "stats", "apps", "--last", "-1s");

        assertEquals(ExitCode.USAGE, run.status());
        assertTrue(run.err().startsWith("netmon: Unknown option: '-1s'"), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
    }

    @Test
    void aRunningServiceIsNotToBeStarted() throws Exception {
        TrafficWriter.open(database).close();
        ServiceLock lock = ServiceLock.acquire(database);
        Heartbeat heartbeat = Heartbeat.start(database, 0);
        Run running = Run.of(environment);
        heartbeat.close();
        lock.close();

        assertEquals(ExitCode.NO_DATA, running.status());
        assertTrue(running.err().contains("netmon-service runs (pid "), running.err());
        assertTrue(Run.of(environment).err().contains("The service does not run. Start it: "));
    }

    @Test
    void netmonAndStatsAloneAreStatsApps() throws Exception {
        History.write(database);
        String apps = Run.of(environment, "stats", "apps").out();

        assertEquals(apps, Run.of(environment).out());
        assertEquals(apps, Run.of(environment, "stats").out());
        assertEquals(
                Run.of(environment, "stats", "apps", "--all").out(),
                Run.of(environment, "--all").out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--db FILE",
                "-db FILE",
                "--db=FILE stats",
                "-db FILE stats apps",
                "stats -db FILE apps",
                "stats apps --db FILE",
                "stats apps -db FILE"
            })
    void theDatabaseMayBeNamedBeforeAndAfterACommand(String command) throws Exception {
        History.write(database);
        Path elsewhere = home.resolve("with blank.db");
        Files.move(database, elsewhere);
        String[] args = words(command);
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].replace("FILE", elsewhere.toString());
        }

        Run run = Run.of(environment, args);

        assertEquals("", run.err());
        assertTrue(run.out().contains("Google Chrome"), run.out());
    }

    @Test
    void withoutDataTheAnswerSaysSoAndWhatToDo() throws Exception {
        History.append(database, Moment.at(History.second("2026-11-03T23:59")).app("ssh", 1, 1));

        Run run = Run.of(environment);

        assertEquals(ExitCode.NO_DATA, run.status());
        assertEquals("", run.out());
        assertEquals(
                List.of("No data recorded today"), run.err().lines().limit(1).toList());
        assertTrue(run.err().contains("Start it: "), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stats today", "stats interfaces"})
    void withoutADatabaseOneLineSaysSoAndNoFileIsCreated(String command) {
        Run run = Run.of(environment, words(command));

        assertEquals(ExitCode.DATABASE, run.status());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals("netmon has no data yet. Start the service: netmon setup\n", run.err());
        assertFalse(Files.exists(database.getParent()));
    }

    @Test
    void aFileThatIsNotADatabaseIsRefusedAndStaysAsItIs() throws Exception {
        Path text = Files.writeString(home.resolve("text"), "no database at all, but quite a long text".repeat(100));

        Run run = Run.of(environment, "--db", text.toString());

        assertEquals(ExitCode.DATABASE, run.status());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(Files.readString(text).startsWith("no database at all"));
    }

    @Test
    void aNewerDatabaseIsRefusedWithBothVersionsAndStaysAsItIs() throws Exception {
        History.write(database);
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.seek(60); // the user version in the header of SQLite
            file.writeInt(999);
        }
        byte[] before = Files.readAllBytes(database);

        Run run = Run.of(environment);

        assertEquals(ExitCode.DATABASE, run.status());
        assertTrue(run.err().matches("netmon: .*version 999, this netmon knows [0-9]+\n"), run.err());
        assertArrayEquals(before, Files.readAllBytes(database));
    }

    @Test
    void hostileArgumentsAreHarmlessInTheMessage() {
        Run run = Run.of(environment, "\u001b]52;c;AAAA\u0007");

        assertEquals(ExitCode.USAGE, run.status());
        assertFalse(run.err().chars().anyMatch(each -> each < ' ' && each != '\n'), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats apps", "stats interfaces"})
    void theColumnsOfCsvSumUpToTheTotalAlsoWithTop(String command) throws Exception {
        History.write(database);
        Run all = Run.of(environment, words(command + " --all --csv"));
        Run top = Run.of(environment, words(command + " --all --csv --top 1"));

        assertTrue(all.out().lines().count() > 3, all.out());
        assertTrue(top.out().contains("\n(others),"), top.out());
        assertEquals(sums(all.out()), sums(top.out()), top.out());
    }

    /** The sum of each column of numbers, of counted interfaces and others separately. */
    private static Map<String, Long> sums(String csv) {
        List<String[]> rows = csv.lines().map(each -> each.split(",", -1)).toList();
        Map<String, Long> sums = new TreeMap<>();
        for (String[] row : rows.subList(1, rows.size())) {
            String group = row[1].matches("true|false") ? row[1] : "";
            for (int i = 1; i < row.length; i++) {
                if (row[i].matches("[0-9]+")) {
                    sums.merge(rows.get(0)[i] + group, Long.parseLong(row[i]), Long::sum);
                }
            }
        }
        return sums;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            history --app zzz,           'netmon stats apps --all' lists the applications with data.
            history --app Safari,        'netmon stats apps --all' lists the applications with data.
            history --app chrmoe,        Did you mean Google Chrome?
            history --app chrome --json, Did you mean Google Chrome?
            """, quoteCharacter = '"')
    void anUnknownApplicationGetsSuggestionsAndNoDoubtAboutTheService(String command, String advice) throws Exception {
        History.write(database);

        Run run = Run.of(environment, words(command));

        assertEquals(ExitCode.NO_DATA, run.status());
        assertEquals(advice, run.err().lines().skip(1).findFirst().orElse(""), run.err());
    }

    @Test
    void aWrongClockOverrideIsNamed() {
        Run run = Run.of(Map.of("HOME", home.toString(), "NETMON_NOW", "noon"));

        assertEquals(ExitCode.USAGE, run.status());
        assertTrue(run.err().startsWith("netmon: NETMON_NOW is not a number of seconds: 'noon'"), run.err());
    }

    @Test
    void theVersionIsFilledIn() {
        assertTrue(Run.of(environment, "version").out().matches("netmon [0-9]+\\.[0-9]+\\.[0-9].*\n"));
        assertEquals(
                Run.of(environment, "version").out(),
                Run.of(environment, "--version").out());
    }

    @Test
    void aProgramIsExplainedInWordsAndInJson() {
        String path = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

        assertEquals(
                "Google Chrome (rule: bundle)\n",
                Run.of(environment, "explain", "--path", path).out());
        assertEquals(
                """
                {
                  "application": "Google Chrome",
                  "rule": "bundle"
                }
                """, Run.of(environment, "explain", "--path", path, "--json").out());
    }

    @Test
    void anAnswerThatCannotBeWrittenIsAFailure() throws Exception {
        History.write(database);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int status = new Main(environment, full, err).run();

        assertEquals(ExitCode.FAILED, status);
        assertEquals(
                "netmon: cannot write the answer: No space left on device\n", err.toString(StandardCharsets.UTF_8));
    }

    private static String[] words(String command) {
        return command.isEmpty() ? new String[0] : command.split(" ", -1);
    }
}
