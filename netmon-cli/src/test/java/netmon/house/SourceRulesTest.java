package netmon.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceRulesTest {
    /** A rule, and a source file that breaks it. */
    private record SourceBreach(String name, Function<List<SourceFile>, List<String>> rule, String source) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<SourceBreach> breaches() {
        String manyTypes =
                IntStream.range(0, 21).mapToObj(i -> "class Type" + i + " {}").collect(Collectors.joining("\n"));
        String manyLines =
                IntStream.range(0, 41).mapToObj(i -> "int i" + i + ";").collect(Collectors.joining("\n"));
        return List.of(
                new SourceBreach("no line is too long", SourceRules::longLines, "class One {} // " + "-".repeat(120)),
                new SourceBreach("no package is crowded", SourceRules::crowdedPackages, manyTypes),
                new SourceBreach(
                        "no name stands twice",
                        SourceRules::namesThatStandTwice,
                        "class One { class Two { class One {} } }"),
                new SourceBreach("no name is Java's", SourceRules::namesOfJava, "class One { class Scanner {} }"),
                new SourceBreach("a package is described", SourceRules::packagesWithoutDescription, "class One {}"),
                new SourceBreach(
                        "methods are short", SourceRules::sizes, "class One { void one() {\n" + manyLines + "\n} }"),
                new SourceBreach("files are short", SourceRules::sizes, "class One {\n" + manyLines.repeat(8) + "\n}"));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void theRuleHolds(SourceBreach each) throws IOException {
        assertEquals(List.of(), each.rule().apply(SourceFile.main()));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void theRuleFindsAPlantedBreach(SourceBreach each, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("One.java"), "package netmon.planted;\n" + each.source() + "\n");
        assertFalse(each.rule().apply(SourceFile.parse(List.of(file))).isEmpty());
    }

    @Test
    void theRulesSeeAllModules() throws IOException {
        Map<String, Integer> files = new LinkedHashMap<>();
        for (SourceFile file : SourceFile.main()) {
            files.merge(file.path().toString().replaceAll(".*(netmon-\\w+)/src/.*", "$1"), 1, Integer::sum);
        }
        assertEquals(3, files.size(), files::toString);
        files.forEach((module, count) -> assertTrue(count > 60, module + " has " + count));
    }

    /** Text blocks hold recorded output and tables of cases. They may be wider: a cut line would be another input. */
    @Test
    void noTestIsTooWide() throws IOException {
        List<String> wide = new ArrayList<>();
        for (String module : List.of("netmon-core", "netmon-service", "netmon-cli")) {
            try (Stream<Path> all = Files.walk(Path.of("..", module, "src/test/java"))) {
                for (Path each :
                        all.filter(path -> path.toString().endsWith(".java")).toList()) {
                    wide.addAll(wideLines(each));
                }
            }
        }
        assertEquals(List.of(), wide);
    }

    private static List<String> wideLines(Path file) throws IOException {
        List<String> wide = new ArrayList<>();
        boolean inTextBlock = false;
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!inTextBlock && line.length() > SourceRules.MOST_COLUMNS) {
                wide.add(file + ":" + number);
            }
            inTextBlock ^= line.split("\"\"\"", -1).length % 2 == 0;
        }
        return wide;
    }
}
