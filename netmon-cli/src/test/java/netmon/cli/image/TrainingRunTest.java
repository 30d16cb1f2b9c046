package netmon.cli.image;

import netmon.cli.CommandTree;
import netmon.cli.Parsed;
import netmon.cli.Run;
import netmon.cli.session.ExitCode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
    @TempDir
    private Path home;

    @Test
    void theTrainingRunHasEveryCommand() {
        List<String> lines = TrainingRun.lines();
        List<String> missing =
                new ArrayList<>(new CommandTree(Parsed.session()).createAll().keySet());

        missing.removeIf(command -> lines.stream().anyMatch(line -> (line + " ").startsWith(command + " ")));

        assertEquals(List.of(), missing.stream().filter(each -> !each.isEmpty()).toList());
    }

    @Test
    void theDatabaseOfTheTrainingRunHasRows() throws Exception {
        TrainingRun.main(new String[] {home.toString()});

        assertEquals(
                ExitCode.OK,
                Run.of(Map.of("HOME", home.toString()), "stats", "all").status());
    }
}
