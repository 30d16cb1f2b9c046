package netmon.service.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTailTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "'one,two,three,', 14, 'one,two,three,'",
        "'one,two,three,', 13, 'two,three,'",
        "'one,two,three,', 10, 'three,'",
        "'one,two,three', 8, 'three'",
        "'one,two,three,', 3, ''",
        "three, 3, ''",
        "'', 3, ''",
    })
    void theTailIsWholeLines(String text, int most, String end) throws Exception {
        Path file = folder.resolve("text");
        Files.writeString(file, text.replace(',', '\n'));

        assertEquals(end, new String(Recordings.tail(file, most), StandardCharsets.UTF_8).replace('\n', ','));
    }
}
