package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RehearsalTest {
    @TempDir
    private Path home;

    @Test
    void everyCommandIsRehearsed() {
        List<String> missing =
                new ArrayList<>(commands("", Commands.tree(Request.session())).toList());

        missing.removeIf(command -> Rehearsal.LINES.stream().anyMatch(line -> (line + " ").startsWith(command + " ")));

        assertEquals(List.of(), missing);
    }

    @Test
    void theRehearsedTableHasRows() throws Exception {
        Rehearsal.main(new String[] {home.toString()});

        assertEquals(
                Exit.OK, Run.of(Map.of("HOME", home.toString()), "stats", "all").status());
    }

    private static Stream<String> commands(String prefix, CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .flatMap(each -> Stream.concat(
                        Stream.of(prefix + each.getKey()), commands(prefix + each.getKey() + " ", each.getValue())));
    }
}
