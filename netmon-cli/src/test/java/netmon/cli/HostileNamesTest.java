package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import netmon.model.PlainText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of programs are data from strangers: whatever they are, every output stays what it is. */
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
        moment.beside("eth\u001b[2J日本", 5, 5);
        History.append(home.resolve(".netmon/netmon.db"), moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--basis",
                "--json",
                "--csv",
                "--oneline",
                "--sort name --top 3",
                "stats interfaces",
                "stats today",
                "stats interfaces --json",
                "stats interfaces --csv",
                "--app x",
                "--app y"
            })
    void noControlCharacterIsPrinted(String command) {
        Run run = Run.of(History.environment(home), command.isEmpty() ? new String[0] : command.split(" ", -1));

        String text = run.out().replace("\r\n", "\n") + run.err();
        assertEquals(text.replace("\n", ""), PlainText.of(text.replace("\n", "")));
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
            int width = Width.of(rows.get(0));
            rows.forEach(each -> assertEquals(width, Width.of(each), each));
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

        assertAllNamed(names, PlainText::of);
    }

    @ParameterizedTest
    @CsvSource({"--csv, 0", "stats interfaces --csv, 0", "alert list --csv, 2", "alert check --csv, 2"})
    void csvParsesBackToTheSameNamesAndNoneIsAFormula(String line, int column) {
        String text = run(line, "40", "").out();
        List<String> names = new ArrayList<>();
        for (String row : text.substring(0, text.length() - 2).split("\r\n", -1)) {
            names.add(cells(row).get(column));
        }

        names.forEach(each -> assertTrue(each.isEmpty() || "=+-@".indexOf(each.charAt(0)) < 0, each));
        assertAllNamed(names, HostileNamesTest::inSpreadsheet);
    }

    /** Interfaces are called {@code eth} and a name. */
    private static void assertAllNamed(List<String> names, UnaryOperator<String> shown) {
        Set<String> all = Set.copyOf(names);
        for (String each : NAMES) {
            assertTrue(all.contains(shown.apply(each)) || all.contains(shown.apply("eth" + each)), each);
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
