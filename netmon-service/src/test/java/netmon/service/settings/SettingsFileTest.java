package netmon.service.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import netmon.service.ServiceCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.OptionSpec;

class SettingsFileTest {
    @TempDir
    Path dir;

    private CommandLine read(String text) throws Exception {
        Path file = Files.writeString(dir.resolve("netmon.properties"), text);
        return command().setDefaultValueProvider(SettingsFile.read(file, SettingsFileTest::command));
    }

    private static CommandLine command() {
        return ServiceCommand.commandLine();
    }

    private static Object value(CommandLine command, String option, String... args) {
        OptionSpec spec = command.parseArgs(args).commandSpec().findOption(option);
        return spec.getValue();
    }

    @Test
    void aLineSetsAnOption() throws Exception {
        CommandLine command = read("# comment\n\n  interval = 2s \nscanner=lsof\ninterfaces = en0,en7\n");
        assertEquals("PT2S", value(command, "--interval").toString());
        assertEquals("LSOF", value(command, "--scanner").toString());
        assertEquals("[en0, en7]", value(command, "--interfaces").toString());
    }

    @Test
    void theCommandLineComesFirst() throws Exception {
        assertEquals(
                "PT3S",
                value(read("interval = 2s\n"), "--interval", "--interval", "3s").toString());
    }

    @Test
    void noFileSetsNothing() throws Exception {
        IDefaultValueProvider none = SettingsFile.read(dir.resolve("none"), SettingsFileTest::command);
        CommandLine command = command().setDefaultValueProvider(none);
        assertEquals("PT1S", value(command, "--interval").toString());
    }

    @Test
    void keysOfTheCommandAreLeftToIt() throws Exception {
        assertEquals("PT1S", value(read("month-starts = 15\n"), "--interval").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            intervall = 2s               | line 2: there is no setting 'intervall'
            replay = /tmp/x              | line 2: there is no setting 'replay'
            db = /tmp/x.db \
                | line 2: use the option --db of netmon and of netmon-service to name another database
            interval = soon \
                | line 2: Invalid value for option '--interval': 'soon' is not a duration such as 500ms, 1s or 2m
            scanner = best               | line 2: Invalid value for option '--scanner'
            just words                   | line 2: not of the form KEY = VALUE: just words
            = 2s                         | line 2: not of the form KEY = VALUE: = 2s
            """)
    void aWrongLineIsNamed(String line, String message) {
        SettingsFile.WrongLine wrong =
                assertThrows(SettingsFile.WrongLine.class, () -> read("# first\n" + line + "\n"));
        String expected = dir.resolve("netmon.properties") + ", " + message;
        String told = String.valueOf(wrong.getMessage());
        assertTrue(told.startsWith(expected), told);
    }

    /** The last two keys are those of the command, which does not need the service to refuse them. */
    @ParameterizedTest
    @CsvSource({
        "interval, 2s",
        "commit-every, 2s",
        "scanner, lsof",
        "interfaces, en0",
        "no-app-tracking, true",
        "keep-seconds, 2h",
        "keep-minutes, 3d",
        "keep-quarters, 90d",
        "log, a.log",
        "month-starts, 15",
        "units, iec"
    })
    void aKeySetTwiceIsNamed(String key, String value) {
        String line = key + " = " + value + "\n";
        SettingsFile.WrongLine wrong =
                assertThrows(SettingsFile.WrongLine.class, () -> read(line + "# again\n" + line));
        assertEquals(dir.resolve("netmon.properties") + ", line 3: '" + key + "' is set twice", wrong.getMessage());
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws IOException {
        Path file = dir.resolve("binary");
        Files.write(file, "interval = \u00ff".getBytes(StandardCharsets.ISO_8859_1));
        SettingsFile.WrongLine wrong =
                assertThrows(SettingsFile.WrongLine.class, () -> SettingsFile.read(file, SettingsFileTest::command));
        assertEquals(file + ": not text in UTF-8", wrong.getMessage());
    }
}
