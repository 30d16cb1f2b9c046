package netmon.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import netmon.cli.parse.UsageException;
import netmon.cli.text.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliSettingsTest {
    @Test
    @Timeout(20)
    void aPipeInTheFilesPlaceIsNotReadForEver(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("netmon.properties");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        UsageException failure = assertThrows(UsageException.class, () -> CliSettings.read(pipe));

        assertEquals(pipe + " is not a file", failure.getMessage());
    }

    @Test
    void withoutAFileTheDefaultsApply(@TempDir Path folder) {
        assertEquals(CliSettings.DEFAULT, CliSettings.read(folder.resolve("netmon.properties")));
    }

    @Test
    void theCommandIgnoresTheKeysOfTheService(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("netmon.properties"), """
                # mine
                interval = 2s
                month-starts = 15
                units=iec
                """);

        assertEquals(new CliSettings(15, Units.IEC), CliSettings.read(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            month-starts = 32    | f, line 2: month-starts must be 1 to 31, not '32'
            month-starts = first | f, line 2: month-starts must be 1 to 31, not 'first'
            units = metric       | f, line 2: units must be one of [original, iec, si], not 'metric'
            """)
    void aWrongValueIsNamedWithItsLine(String line, String message) {
        UsageException failure = assertThrows(UsageException.class, () -> CliSettings.parse("\n" + line, "f"));

        assertEquals(message, failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"units, original", "month-starts, 15"})
    void aKeySetTwiceIsNamedWithItsLine(String key, String value) {
        String line = key + " = " + value + "\n";
        UsageException failure = assertThrows(UsageException.class, () -> CliSettings.parse(line + line, "f"));

        assertEquals("f, line 2: '" + key + "' is set twice", failure.getMessage());
    }
}
