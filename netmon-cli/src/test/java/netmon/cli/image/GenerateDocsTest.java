package netmon.cli.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Man pages and completions, checked by groff and by the shells if they are installed. */
@Timeout(120)
class GenerateDocsTest {
    private static final List<Path> PLACES =
            List.of(Path.of("/bin"), Path.of("/usr/bin"), Path.of("/opt/homebrew/bin"), Path.of("/usr/local/bin"));

    @TempDir
    private Path share;

    @BeforeEach
    void writes() throws Exception {
        GenerateDocs.main(
                new String[] {share.toString(), share.resolve("help").toString(), "netmon.service.ServiceCommand"});
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            netmon st                        | stats status
            netmon stats to                  | top-days totals today
            netmon stats apps --so           | --sort
            netmon stats apps --sort t       | total
            netmon stats apps --sort = n     | name
            netmon --week history --by m     | month
            netmon alert add --direction u   | up
            netmon alert rem                 | remove
            netmon stats apps --top 1        |
            netmon nonsense                  |
            netmon --db /et                  | /etc
            netmon explain --path /et        | /etc
            netmon backup /et                | /etc
            netmon ""                        | stats history report alert live status doctor explain verify backup purge push setup uninstall version
            netmon-service --rec             | --record
            netmon-service --scanner net     | netstat nettop
            netmon-service --do              |
            """)
    void bashCompletes(String line, String words) throws Exception {
        String program = program(line);
        String script = "source '" + share.resolve("bash-completion/completions/" + program) + "'\n"
                + "COMP_WORDS=(" + line + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _" + program.replace('-', '_')
                + "\n"
                + "echo ${COMPREPLY[*]}";

        assertEquals(
                words == null ? "" : words,
                run("bash", "-c", "set -u; " + script).strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            netmon st                        | stats status
            netmon stats apps --so           | --sort
            netmon stats apps --sort t       | total
            netmon --week history --by m     | month
            netmon alert rem                 | remove
            netmon-service --rec             | --record
            netmon-service --scanner net     | netstat nettop
            """)
    void fishCompletes(String line, String words) throws Exception {
        Path script = share.resolve("fish/vendor_completions.d/" + program(line) + ".fish");
        String answer = run("fish", "--no-config", "-c", "source '" + script + "'; complete -C '" + line + "'");

        assertEquals(
                words,
                String.join(
                        " ", answer.lines().map(each -> each.split("\t", -1)[0]).toList()));
    }

    private static String program(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_netmon", "_netmon-service"})
    void zshUnderstandsItsScript(String name) throws Exception {
        assertEquals(
                "",
                run(
                        "zsh",
                        "-n",
                        share.resolve("zsh/site-functions").resolve(name).toString()));
    }

    @Test
    void everyCommandHasAManPageWithoutWarnings() throws Exception {
        List<Path> pages;
        try (Stream<Path> files = Files.walk(share.resolve("man"))) {
            pages = files.filter(Files::isRegularFile).sorted().toList();
        }
        assertTrue(pages.contains(share.resolve("man/man1/netmon-stats-apps.1")), pages.toString());
        assertTrue(pages.contains(share.resolve("man/man8/netmon-service.8")), pages.toString());
        assertTrue(pages.contains(share.resolve("man/man5/netmon.properties.5")), pages.toString());
        for (Path each : pages) {
            String text = run("groff", "-man", "-ww", "-Tutf8", "-P-cbou", each.toString());
            assertTrue(text.contains("SYNOPSIS") && text.contains("SEE ALSO"), text);
        }
    }

    @Test
    void theExitStatusesAreAListInTheManPage() throws Exception {
        String page = Files.readString(share.resolve("man/man1/netmon.1"));
        String list = page.substring(page.indexOf(".SH EXIT STATUS\n"), page.indexOf(".SH EXAMPLES\n"));

        assertEquals("""
                .SH EXIT STATUS
                .TP
                \\fB0\\fR
                success
                .TP
                \\fB1\\fR
                failure
                .TP
                \\fB2\\fR
                wrong command line
                .TP
                \\fB3\\fR
                no data
                .TP
                \\fB4\\fR
                database missing or unusable
                .TP
                \\fB5\\fR
                a limit is exceeded (alert check)
                """, list);
    }

    @Test
    void thePageOfNetmonNamesFilesVariablesAndKeys() throws Exception {
        String page = Files.readString(share.resolve("man/man1/netmon.1"));

        for (String each :
                List.of("KEYS OF NETMON LIVE", "FILES", "ENVIRONMENT", "EXIT STATUS", "EXAMPLES", "SEE ALSO")) {
            assertTrue(page.contains("\n.SH " + each + "\n"), each);
        }
        assertTrue(page.contains("\n\\fBEnter\\fR\n"), page);
        assertTrue(page.contains("\\fBnetmon.properties\\fR(5)"), page);
    }

    @Test
    void thePageOfTheSettingsHasEverySettingAndNoOtherOption() throws Exception {
        String page = Files.readString(share.resolve("man/man5/netmon.properties.5"));

        for (String each : List.of("interval = TIME", "keep\\-quarters = TIME", "log = FILE", "units = NAME")) {
            assertTrue(page.contains("\n\\fB" + each + "\\fR\n"), each + " is missing in " + page);
        }
        assertFalse(page.contains("\\fBdb") || page.contains("\\fBrecord") || page.contains("\\fBhelp"), page);
    }

    /** A netmon that knows three applications; a name with a comma stands in quotes. */
    private String fakeNetmon() throws IOException {
        Path program = share.resolve("path/netmon");
        Files.createDirectories(program.getParent());
        Files.writeString(program, """
                #!/bin/sh
                [ "$*" = '--all --csv' ] || exit 2
                printf 'application,received,sent\\nGoogle Chrome,1,2\\n"Good, ""old"" tool",3,4\\nssh,5,6\\n'
                """);
        assertTrue(program.toFile().setExecutable(true));
        return "PATH='" + program.getParent() + "':$PATH\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            netmon explain Goo           | Good, "old" tool;Google Chrome
            netmon --app Google\\ C       | Google Chrome
            netmon alert add --app s     | ssh
            """)
    void applicationsAreCompletedFromTheDatabase(String line, String names) throws Exception {
        List<String> expected = List.of(names.split(";", -1));
        String bash = fakeNetmon() + "source '" + share.resolve("bash-completion/completions/netmon") + "'\n"
                + "COMP_WORDS=(" + line.replace("\\ ", "\\\\\\ ")
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _netmon\n"
                + "eval \"set -- ${COMPREPLY[*]}\"; printf '%s\\n' \"$@\" | sort";
        assertEquals(expected, run("bash", "-c", bash).lines().toList());

        String fish = fakeNetmon().replace(":$PATH", " $PATH").replace("PATH=", "set PATH ") + "source '"
                + share.resolve("fish/vendor_completions.d/netmon.fish") + "'; complete -C '" + line + "'";
        assertEquals(
                expected,
                run("fish", "--no-config", "-c", fish)
                        .lines()
                        .map(each -> each.split("\t", -1)[0])
                        .sorted()
                        .toList());
    }

    @Test
    void everyCommandHasAnExampleInItsHelp() throws Exception {
        try (Stream<Path> files = Files.list(share.resolve("man/man1"))) {
            for (Path each : files.toList()) {
                assertTrue(Files.readString(each).contains("\n.SH EXAMPLES\n"), each.toString());
            }
        }
    }

    /** Standard output and error together; the test is skipped if the program is missing. */
    private static String run(String program, String... arguments) throws IOException, InterruptedException {
        Path found = PLACES.stream()
                .map(each -> each.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(found != null, "skipped: there is no " + program);
        List<String> words = Stream.concat(Stream.of(String.valueOf(found)), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), text);
        return text;
    }
}
