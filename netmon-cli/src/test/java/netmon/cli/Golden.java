package netmon.cli;


import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file with a command line in its first line, such as {@code $ COLUMNS=40 netmon --week}, and below it the output.
 * {@code $HOME} stands for the home folder in both. Words in capitals stand for values that depend on the machine.
 */
record Golden(Path file) {
    static final Path FOLDER = Path.of("src/test/resources/golden");

    /** The files of a folder, without its subfolders. */
    static List<Golden> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().map(Golden::new).toList();
        }
    }

    /** Compares the output with the file, or with {@code -Dgolden.update=true} writes the file. */
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

    /** Replaces the free space of the disk, as {@code scripts/checks/command} does. */
    private static String withoutMachine(String answer) {
        return answer.replaceAll("has [0-9.]+ [KMGT]?B left", "has SPACE left");
    }

    @Override
    public String toString() {
        return String.valueOf(file.getFileName());
    }
}
