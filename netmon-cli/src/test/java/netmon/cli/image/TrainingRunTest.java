package netmon.cli.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import netmon.cli.CommandTree;
import netmon.cli.Request;
import netmon.cli.Run;
import netmon.cli.session.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainingRunTest {
    @TempDir
    private Path home;

    @Test
    void everyCommandIsRehearsed() {
        List<String> missing = new ArrayList<>(
                commands("", CommandTree.tree(Request.session())).toList());

        missing.removeIf(
                command -> TrainingRun.LINES.stream().anyMatch(line -> (line + " ").startsWith(command + " ")));

        assertEquals(List.of(), missing);
    }

    @Test
    void theRehearsedTableHasRows() throws Exception {
        TrainingRun.main(new String[] {home.toString()});

        assertEquals(
                ExitCode.OK,
                Run.of(Map.of("HOME", home.toString()), "stats", "all").status());
    }

    private static Stream<String> commands(String prefix, CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .flatMap(each -> Stream.concat(
                        Stream.of(prefix + each.getKey()), commands(prefix + each.getKey() + " ", each.getValue())));
    }
}
