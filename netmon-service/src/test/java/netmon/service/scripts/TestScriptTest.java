package netmon.service.scripts;


import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/test, with a fake Maven that writes reports. */
class TestScriptTest {
    @TempDir
    private Path temporary;

    private ScriptProject project;

    @BeforeEach
    void copyTheScripts() throws IOException {
        project = ScriptProject.in(temporary);
        project.fake("lsof");
        try (Stream<Path> real = Files.list(project.root("scripts/checks"))) {
            for (Path each : real.toList()) {
                Files.delete(each);
            }
        }
        project.script(project.root("scripts/checks/one"), "echo all is well");
        Files.createDirectories(project.root("netmon-core/target/surefire-reports"));
        Files.writeString(project.root("netmon-core/target/surefire-reports/TEST-stale.xml"), report(9, 9, 0, 0));
    }

    @Test
    void theLastLineCountsTestsChecksAndTheBuild() throws IOException {
        maven(0, report(10, 0, 0, 2), report(5, 0, 0, 0));
        ScriptProject.ScriptResult result = project.run("scripts/test");
        assertEquals("15 passed, 0 failed, 2 skipped", last(result), result.err());
        assertTrue(result.out().contains("one: all is well\n"), result.out());
        assertEquals(0, result.status());
    }

    @Test
    void failuresAndErrorsFailTheScript() throws IOException {
        maven(1, report(10, 1, 2, 0));
        ScriptProject.ScriptResult result = project.run("scripts/test");
        assertEquals("8 passed, 3 failed, 0 skipped", last(result));
        assertEquals(1, result.status());
        assertTrue(result.out().contains("[ERROR] what went wrong"), result.out());
    }

    @Test
    void aBuildThatFailsBeforeAnyTestFailsTheScript() throws IOException {
        maven(1);
        ScriptProject.ScriptResult result = project.run("scripts/test");
        assertEquals("1 passed, 1 failed, 0 skipped", last(result));
        assertEquals(1, result.status());
    }

    @Test
    void aFailedCheckShowsItsOutputAndOneThatCannotRunIsSkipped() throws IOException {
        maven(0, report(1, 0, 0, 0));
        project.script(project.root("scripts/checks/bad"), "echo details; echo verdict; exit 1");
        project.script(project.root("scripts/checks/other"), "echo no namespaces here; exit 77");
        ScriptProject.ScriptResult result = project.run("scripts/test");
        assertEquals("3 passed, 1 failed, 1 skipped", last(result));
        assertTrue(result.out().contains("details\nverdict\nbad: verdict\n"), result.out());
        assertTrue(result.out().contains("other: no namespaces here\n"), result.out());
        assertEquals(1, result.status());
    }

    private void maven(int status, String... reports) throws IOException {
        StringBuilder lines = new StringBuilder("mkdir -p netmon-core/target/surefire-reports\n");
        for (int i = 0; i < reports.length; i++) {
            Path report = project.root("report" + i);
            Files.writeString(report, reports[i]);
            lines.append("cp '" + report + "' netmon-core/target/surefire-reports/TEST-" + i + ".xml\n");
        }
        lines.append(status == 0 ? "" : "echo '[ERROR] what went wrong'\n").append("exit " + status);
        project.fake("mvn", lines.toString());
    }

    private static String report(int tests, int failures, int errors, int skipped) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite xmlns:xsi="x" version="3.0.2" name="a.B" tests="%d" errors="%d" skipped="%d" failures="%d">
                  <testcase name="no testsuite in here"/>
                </testsuite>
                """.formatted(tests, errors, skipped, failures);
    }

    private static String last(ScriptProject.ScriptResult result) {
        List<String> lines = result.out().lines().toList();
        return lines.get(lines.size() - 1);
    }
}
