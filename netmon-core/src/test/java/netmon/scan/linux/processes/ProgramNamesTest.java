package netmon.scan.linux.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import netmon.apps.AppNames;
import netmon.scan.linux.FakeProc;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The names of applications from the files of {@code /proc/PID}: executable, command line and thread's name. */
class ProgramNamesTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvFileSource(resources = "/apps/programs.csv", delimiter = '|', numLinesToSkip = 1)
    void aProgramHasTheNameThatPeopleExpect(String name, String executable, String comm, String commandLine)
            throws Exception {
        FakeProc proc = new FakeProc(root);
        proc.process(42, comm == null ? executable.substring(executable.lastIndexOf('/') + 1) : comm);
        proc.link(proc.file("42/exe"), executable);
        List<String> words = commandLine == null ? List.of(executable) : Arrays.asList(commandLine.split(" ", -1));
        proc.commandLine(42, words.stream().map(each -> each.replace("~", " ")).toList()); // a blank inside a word
        proc.link(
                proc.file("42/cwd"),
                Files.createDirectories(root.resolve("srv/shop")).toString());
        for (String each : List.of("index.js", "main.py", "app.jar", "server.js", "tool.py")) {
            Path file = root.resolve("srv/shop").resolve(each);
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        }
        assertEquals(name, AppNames.of(new LinuxProcesses(root).of(42, null)).name());
    }
}
