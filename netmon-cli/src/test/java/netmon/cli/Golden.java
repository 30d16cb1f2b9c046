package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file whose first line is a command line, such as {@code $ COLUMNS=40 netmon --week}, and whose rest is all that it
 * prints. {@code $HOME} stands for the home in both; what only a machine can know is written in capitals.
 */
record Golden(Path file) {
    static final Path FOLDER = Path.of("src/test/resources/golden");

    /** Those right in a folder. */
    static List<Golden> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().map(Golden::new).toList();
        }
    }

    /** Compares, or with {@code -Dgolden.update=true} writes the file anew. */
    void compare(Path home) throws IOException {
        String expected = Files.readString(file);
        String first = expected.lines().findFirst().orElse("");
        List<String> words = List.of(first.replace("$HOME", home.toString()).split(" ", -1));
        int netmon = words.indexOf("netmon");
        String[] variables = words.subList(1, netmon).stream()
                .flatMap(each -> Stream.of(each.split("=", 2)))
                .toArray(String[]::new);
        String[] args = words.subList(netmon + 1, words.size()).toArray(String[]::new);

        Run run = Run.of(History.environment(home, variables), args);

        String actual = first + "\n" + withoutMachine(run.all().replace(home.toString(), "$HOME"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
        } else {
            assertEquals(expected, actual);
        }
    }

    /** The space on this machine's disk; {@code scripts/checks/command} does the same. */
    private static String withoutMachine(String answer) {
        return answer.replaceAll("has [0-9.]+ [KMGT]?B left", "has SPACE left");
    }

    @Override
    public String toString() {
        return String.valueOf(file.getFileName());
    }
}
