package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.model.PlainText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(strings = {"0", "80", "60", "40"})
    void columnsStayInLine(String columns) {
        Run run = Run.of(History.environment(home, "COLUMNS", columns), "--basis");

        List<String> rows = run.out()
                .lines()
                .skip(2)
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> !line.startsWith("---"))
                .toList();
        assertEquals(NAMES.size() + 2, rows.size());
        int width = Width.of(rows.get(0));
        rows.forEach(line -> assertEquals(width, Width.of(line), line));
    }

    @Test
    void jsonParsesBackToTheSameNames() {
        Run run = Run.of(History.environment(home), "--json", "--sort", "in");

        List<String> names = new ArrayList<>();
        new Gson()
                .fromJson(run.out(), JsonObject.class)
                .getAsJsonArray("applications")
                .forEach(each ->
                        names.add(0, each.getAsJsonObject().get("application").getAsString()));

        assertEquals(NAMES.stream().map(PlainText::of).toList(), names);
    }

    @Test
    void csvParsesBackToTheSameNamesAndNoneIsAFormula() {
        Run run = Run.of(History.environment(home), "--csv", "--sort", "in");

        List<String> names = new ArrayList<>();
        run.out().lines().skip(1).forEach(line -> names.add(0, firstCell(line)));

        assertEquals(NAMES.stream().map(HostileNamesTest::inSpreadsheet).toList(), names);
        names.forEach(each -> assertTrue(each.isEmpty() || "=+-@".indexOf(each.charAt(0)) < 0, each));
    }

    private static String inSpreadsheet(String name) {
        String plain = PlainText.of(name);
        return !plain.isEmpty() && "=+-@".indexOf(plain.charAt(0)) >= 0 ? "'" + plain : plain;
    }

    private static String firstCell(String line) {
        if (!line.startsWith("\"")) {
            return line.substring(0, line.indexOf(','));
        }
        int end = 1;
        while (line.startsWith("\"\"", end) || line.charAt(end) != '"') {
            end += line.charAt(end) == '"' ? 2 : 1;
        }
        return line.substring(1, end).replace("\"\"", "\"");
    }
}
