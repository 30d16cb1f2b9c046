package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the command line in the first line of each file under {@code src/test/resources/golden}, such as
 * {@code $ COLUMNS=40 netmon --week}, and compares all that it printed with the rest of the file. {@code mvn test -Dtest=GoldenTest -Dgolden.update=true} writes the files anew;
 * what has changed is then read in the difference before it is committed.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    @TempDir
    private Path home;

    @BeforeEach
    void writeHistory() throws Exception {
        History.write(home.resolve(".netmon/netmon.db"));
        History.limit(home.resolve(".netmon/netmon.db"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theAnswerIsAsWritten(Path file) throws Exception {
        String expected = Files.readString(file);
        List<String> words = List.of(expected.lines().findFirst().orElse("").split(" ", -1));
        int netmon = words.indexOf("netmon");
        String[] variables = words.subList(1, netmon).stream()
                .flatMap(each -> Stream.of(each.split("=", 2)))
                .toArray(String[]::new);
        String[] args = words.subList(netmon + 1, words.size()).toArray(String[]::new);

        Run run = Run.of(History.environment(home, variables), args);

        String actual = String.join(" ", words) + "\n" + run.all().replace(home.toString(), "$HOME");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
        } else {
            assertEquals(expected, actual);
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }
}
