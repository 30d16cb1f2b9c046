package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.parse.UsageException;
import netmon.cli.session.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FastPathTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stats                           | StatsCommand
            stats apps                      | AppsCommand
            stats interfaces --top 5        | InterfacesCommand --top[5]
            stats today --oneline           | TotalsCommand --oneline[true]
            stats all                       | TotalsCommand
            --week --app ssh                | NetmonCommand --week[true] --app[ssh]
            --sort NAME --units iec         | NetmonCommand --sort[name] --units[iec]
            --top=5 --app=ssh               | NetmonCommand --app[ssh] --top[5]
            --last 6h --month-starts 15     | NetmonCommand --last[6h] --month-starts[15]
            live --by connections --once    | LiveCommand --by[connections] --once[true]
            explain ssh --json              | ExplainCommand APP[ssh] --json[true]
            explain --json ssh              | ExplainCommand APP[ssh] --json[true]
            backup copy.db                  | BackupCommand FILE[copy.db]
            alert add --over 1GB --per day  | AlertAddCommand --over[1GB] --per[day]
            alert remove 1 2                | AlertRemoveCommand NUMBER[1, 2]
            doctor --record d --anonymize   | DoctorCommand --record[d] --anonymise[true]
            --week stats apps --top 1       | AppsCommand --week[true] --top[1]
            stats --week apps               | AppsCommand --week[true]
            --top 5 --db /a stats --json apps | AppsCommand --top[5] --json[true]
            purge --before today --yes      | PurgeCommand --before[today] --yes[true]
            """)
    void theUsualCommandLinesMeanTheSameToBothParsers(String line, String meaning) {
        List<String> words = List.of(line.split(" +"));

        assertEquals(meaning, Parsed.byFastPath(words));
        assertEquals(meaning, Parsed.byPicocli(words));
    }

    @Test
    void everyOptionOfEveryCommandIsKnownToBothParsers() {
        Map<String, CliCommand> commands = new CommandTree(Parsed.session()).createAll();
        assertTrue(commands.size() > 20, commands.keySet().toString());
        commands.forEach((words, command) -> {
            for (CommandArgument<?> each : command.arguments().all()) {
                List<String> line = line(words, command, each);
                String meaning = Parsed.byFastPath(line);

                assertTrue(String.valueOf(meaning).contains(text(each).get(0)), line + " is " + meaning);
                assertEquals(meaning, Parsed.byPicocli(line), line::toString);
            }
        });
    }

    /** A line of a command with one argument, and those that are required. */
    private static List<String> line(String words, CliCommand command, CommandArgument<?> argument) {
        List<String> line = new ArrayList<>(words.isEmpty() ? List.of() : List.of(words.split(" ")));
        for (CommandArgument<?> each : command.arguments().all()) {
            if (each == argument || each.minimum() > 0) {
                line.addAll(text(each));
            }
        }
        return line;
    }

    private static List<String> text(CommandArgument<?> argument) {
        String value = argument.choices().isEmpty() ? "5" : argument.choices().get(0);
        if (!argument.isOption()) {
            return List.of(value);
        }
        String name = argument.names().get(0);
        return argument.isFlag() ? List.of(name) : List.of(name, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--top=",
                "--top=-5",
                "--week=true",
                "--app=stats",
                "--top x",
                "--top -5",
                "--week --week",
                "--by decade",
                "--app stats",
                "explain ssh chrome",
                "alert remove",
                "alert remove one",
                "stats tody",
                "stats apps apps",
                "'stats apps'",
                "''",
                "--db",
                "--db /a --db /b",
                "--db stats",
                "--app --db /a/b",
                "--help",
                "--version",
                "alert add --over 1GB --per day --run x -- --loud",
                "-"
            })
    void theFastPathLeavesTheRestToPicocli(String line) {
        List<String> words =
                line.startsWith("'") ? List.of(line.substring(1, line.length() - 1)) : List.of(line.split(" "));

        assertNull(Parsed.byFastPath(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--db /a/b",
                "-db /a/b",
                "--db /a/b stats today",
                "stats --db /a/b today",
                "stats today -db /a/b",
                "--db /a/b live"
            })
    void theDatabaseMayBeNamedAnywhere(String line) {
        Session session = Parsed.session();

        assertTrue(FastPath.find(session, line.split(" ")) != null);
        assertEquals(Path.of("/a/b"), session.database());
    }

    @Test
    void theUsageLineIsThatOfPicocli() {
        CommandTree tree = new CommandTree(Parsed.session());
        new CommandTree(Parsed.session()).createAll().forEach((words, command) -> {
            StringWriter err = new StringWriter();
            Session session = new Session(Map.of(), new PrintWriter(err), new PrintWriter(err));
            CommandLine line = CommandModel.of(session);
            for (String each : words.isEmpty() ? new String[0] : words.split(" ")) {
                line = Objects.requireNonNull(line.getSubcommands().get(each));
            }

            new ErrorReporter(session).misused(words, tree, new UsageException("wrong"));

            assertEquals(
                    "Usage: " + line.getHelp().synopsis(0).strip(),
                    err.toString().lines().skip(1).findFirst().orElse(""));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            top              | unknown command 'top'; did you mean 'netmon live'?
            watch            | unknown command 'watch'; did you mean 'netmon live'?
            usage            | unknown command 'usage'; did you mean 'netmon stats apps'?
            apps --week      | unknown command 'apps'; did you mean 'netmon stats apps'?
            list             | unknown command 'list'; did you mean 'netmon stats apps'?
            start            | unknown command 'start'; did you mean 'netmon setup'? It starts the service
            config           | unknown command 'config'; the settings are in ~/.netmon/netmon.properties,
            stop             | unknown command 'stop'; this stops the service:
            log              | unknown command 'log'; did you mean 'netmon status'? The service writes its log
            interfaces       | unknown command 'interfaces'; did you mean 'netmon stats interfaces'?
            live help        | unexpected argument 'help'; did you mean 'netmon live --help'?
            quux             | unknown command 'quux'
            --weak           | unknown option '--weak'; did you mean --week?
            --quux           | unknown option '--quux'
            live --week      | 'netmon live' has no option --week; put --week after 'netmon stats apps'
            --week status    | 'netmon status' has no option --week; put --week after 'netmon stats apps'
            """)
    void aWrongWordIsCorrectedByItsLettersOrItsMeaning(String line, String message) {
        Run run = Run.of(Map.of("HOME", "/nowhere"), line.split(" "));

        assertTrue(run.err().startsWith("netmon: " + message), run.err());
        assertEquals(2, run.status());
    }

    @Test
    void theMessageWithoutALikelyCorrectionHasNone() {
        assertTrue(Run.of(Map.of("HOME", "/nowhere"), "quux").err().startsWith("netmon: unknown command 'quux'\n"));
        assertTrue(Run.of(Map.of("HOME", "/nowhere"), "--quux").err().startsWith("netmon: unknown option '--quux'\n"));
    }

    @Test
    void helpAndErrorsKnowAllCommands() {
        Map<String, String> environment = Map.of("HOME", "/nowhere");

        assertTrue(Run.of(environment, "--help").out().contains("explain"));
        assertTrue(Run.of(environment, "help", "stats").out().contains("interfaces"));
        assertTrue(Run.of(environment, "stats", "tody").err().contains("did you mean"));
        assertTrue(Run.of(environment, "--last", "never").err().contains("[COMMAND]"));
    }
}
