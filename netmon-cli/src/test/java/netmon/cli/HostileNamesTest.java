package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import netmon.cli.image.TrainingRun;
import netmon.cli.session.ExitCode;
import netmon.cli.text.DisplayWidth;
import netmon.model.Gap;
import netmon.model.PlainText;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of programs are data from strangers: no name breaks any output. */
class HostileNamesTest {
    private static final List<String> NAMES = List.of(
            "\u001b[31mred\u001b[0m",
            "\u001b]52;c;ZWNobyBvd25lZA==\u0007",
            "\u009b2J",
            "two\nlines",
            "back\rover",
            "a\tb",
            "\u202egnp.exe",
            "a\u2028b\u2029c",
            "z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c".repeat(40),
            "日本語のとても長い名前のアプリケーション一号",
            "👨\u200d👩\u200d👧 family ❤\ufe0f 🇩🇪 👍\ud83c\udffd",
            "x".repeat(4096),
            "say \"hi\", it's <b>",
            "=cmd|' /C calc'!A0",
            "+1",
            "@SUM(A1)",
            "",
            " ",
            "%s%n$(id)`id`",
            "עברית",
            "\u0000nul");

    @TempDir
    private Path home;

    @BeforeEach
    void writeNames() throws Exception {
        Moment moment = Moment.at(History.second("2026-11-04T09:00"));
        for (int i = 0; i < NAMES.size(); i++) {
            moment.app(NAMES.get(i), 1000 + i, i);
        }
        for (String each : NAMES) {
            moment.beside("eth" + each, 5, 5);
        }
        long at = History.second("2026-11-04T08:00");
        moment.gap(Gap.Kind.COUNTER_RESET, at, at, 0, "eth\u001b[2J" + "日本".repeat(50));
        Path database = home.resolve(".netmon/netmon.db");
        History.append(database, moment);
        try (TrafficWriter log = TrafficWriter.open(database)) {
            for (String each : NAMES) {
                log.alerts().add(History.alert(each));
            }
            log.alerts().add(History.alert(""));
        }
    }

    /** Every command, and some of them with names on the command line. */
    static Stream<Arguments> linesAndColumns() {
        Stream<String> lines = Stream.concat(
                TrainingRun.lines().stream(),
                Stream.of(
                        "--basis",
                        "--oneline",
                        "--sort name --top 3",
                        "stats interfaces --csv",
                        "stats interfaces --oneline",
                        "history --by hour --app NAME",
                        "history --app NAME --json",
                        "--app NAME",
                        "--app NAME --json",
                        "stats interfaces --interface NAME",
                        "history --oneline --app NAME",
                        "explain NAME --csv",
                        "explain NAME --oneline",
                        "explain NAME --at 09:00 --json",
                        "explain --path NAME",
                        "explain --path NAME --csv",
                        "live --once --filter NAME",
                        "doctor --oneline",
                        "explain --path /opt/NAME.app/Contents/MacOS/NAME --json",
                        "alert check",
                        "alert check --csv",
                        "alert check --oneline",
                        "alert add --app NAME --over 1B --per day --log",
                        "purge --before NAME --yes",
                        "purge --before 2000-01-01 --yes --app NAME",
                        "backup HOME/copy-of-NAME.db",
                        "--from NAME",
                        "--db NAME",
                        "NAME",
                        "--NAME",
                        "stats NAME",
                        "alert remove NAME",
                        "--units NAME"));
        return lines.flatMap(line -> Stream.of("", "80", "40").map(columns -> Arguments.of(line, columns)));
    }

    @ParameterizedTest
    @MethodSource("linesAndColumns")
    void noControlCharacterIsPrintedAndNoLineIsTooLong(String line, String columns) {
        List<String> names = line.contains("NAME") ? NAMES : List.of("");
        for (String name : names) {
            Run run = run(line, columns, name);
            String text = run.out().replace("\r\n", "\n") + run.err();
            assertEquals(text.replace("\n", ""), PlainText.of(text.replace("\n", "")));
            if (!columns.isEmpty() && isForPeople(line)) {
                int most = Integer.parseInt(columns);
                run.out().lines().forEach(each -> assertTrue(DisplayWidth.of(each) <= most || isWord(each), each));
            }
        }
    }

    private Run run(String line, String columns, String name) {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace("HOME", home.toString()).replace("NAME", name);
        }
        return Run.of(History.environment(home, "COLUMNS", columns), words);
    }

    /** Not help, which picocli wraps by its own rules, and not a path, which stays in one piece. */
    private static boolean isForPeople(String line) {
        return !line.matches(".*--(json|csv|help|path|print)\\b.*");
    }

    /** Whether it is a word, such as a path, that stays in one piece so that people can copy it. */
    private static boolean isWord(String line) {
        return !line.strip().contains(" ");
    }

    @ParameterizedTest
    @MethodSource("names")
    void anyNameCanBeExplainedAsItIsPrinted(String name) {
        for (String asked : List.of(name, PlainText.of(name))) {
            Run run = Run.of(History.environment(home, "COLUMNS", "40"), "explain", asked);

            String text = run.out() + run.err();
            assertEquals(ExitCode.OK, run.status(), text);
            assertEquals(text.replace("\n", ""), PlainText.of(text.replace("\n", "")));
            run.out().lines().forEach(line -> assertTrue(DisplayWidth.of(line) <= 40, line));
        }
    }

    static List<String> names() {
        return NAMES;
    }

    @ParameterizedTest
    @CsvSource({"--basis", "stats interfaces", "stats totals", "alert list", "alert check"})
    void columnsStayInLine(String line) {
        for (String columns : List.of("", "80", "60", "40", "20")) {
            List<String> rows = run(line, columns, "")
                    .out()
                    .lines()
                    .dropWhile(each -> !each.startsWith("---"))
                    .takeWhile(each -> !each.isEmpty())
                    .filter(each -> !each.startsWith("---"))
                    .toList();
            assertTrue(rows.size() >= NAMES.size(), rows.toString());
            int width = DisplayWidth.of(rows.get(0));
            rows.forEach(each -> assertEquals(width, DisplayWidth.of(each), each));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--json, applications, application",
        "stats interfaces --json, interfaces, interface",
        "stats totals --json, interfaces, interface",
        "alert list --json, alerts, application",
        "alert check --json, alerts, application"
    })
    void jsonParsesBackToTheSameNames(String line, String list, String key) {
        List<String> names = new ArrayList<>();
        new Gson()
                .fromJson(run(line, "40", "").out(), JsonObject.class)
                .getAsJsonArray(list)
                .forEach(each -> names.add(each.getAsJsonObject().get(key).getAsString()));

        assertAllNamed(names, line, PlainText::of);
    }

    @ParameterizedTest
    @CsvSource({"--csv, 0", "stats interfaces --csv, 0", "alert list --csv, 2", "alert check --csv, 2"})
    void csvParsesBackToTheSameNamesAndNoneIsAFormula(String line, int column) {
        String text = run(line, "40", "").out();
        List<String> names = new ArrayList<>();
        for (String row : text.substring(0, text.length() - 1).split("\n", -1)) {
            names.add(cells(row).get(column));
        }

        names.forEach(each -> assertTrue(each.isEmpty() || "=+-@".indexOf(each.charAt(0)) < 0, each));
        assertAllNamed(names, line, HostileNamesTest::inSpreadsheet);
    }

    /** Names of interfaces begin with {@code eth}, and no alert has an empty name. */
    private static void assertAllNamed(List<String> names, String line, UnaryOperator<String> shown) {
        String before = line.startsWith("stats") ? "eth" : "";
        for (String each : NAMES) {
            boolean isNamed = names.contains(shown.apply(before + each));
            assertTrue(isNamed || (each.isEmpty() && line.startsWith("alert list")), each);
        }
    }

    private static String inSpreadsheet(String name) {
        String plain = PlainText.of(name);
        return !plain.isEmpty() && "=+-@".indexOf(plain.charAt(0)) >= 0 ? "'" + plain : plain;
    }

    /** The cells of a line of RFC 4180. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char each = line.charAt(i);
            if (each == '"') {
                boolean isDoubled = quoted && line.startsWith("\"\"", i);
                cell.append(isDoubled ? "\"" : "");
                i += isDoubled ? 1 : 0;
                quoted = isDoubled || !quoted;
            } else if (each == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(each);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
