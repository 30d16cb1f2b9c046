package netmon.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import netmon.cli.History;
import netmon.cli.Run;
import netmon.cli.ServiceProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of {@code netmon doctor --record}, which runs the program of the service. */
class BugReportTest {
    private static final String LOG = """
            2026-11-23 14:05:09 INFO measuring into %1$s/.netmon/netmon.db as process 7
            2026-11-23 14:05:10 WARN %1$s/My Project is not there; carroll at 93.184.216.34
            """;

    private static final List<String> TELLING = List.of("Lewis", "My Project", "carroll", "93.184.216.34");

    @TempDir
    private Path folder;

    private Path home;
    private Path report;

    @BeforeEach
    void writesALog() throws Exception {
        home = folder.resolve("Lewis Carroll");
        report = folder.resolve("report");
        History.write(home.resolve(".netmon/netmon.db"));
        Files.writeString(home.resolve(".netmon/netmon-service.log"), LOG.formatted(home));
    }

    private Run record(String... more) throws Exception {
        Path program =
                ServiceProcess.program(folder.resolve("netmon-service"), "SUDO_USER=carroll HOME='" + home + "'");
        List<String> line = Stream.concat(
                        Stream.of("doctor", "--record", report.toString(), "--seconds", "1"), Stream.of(more))
                .toList();
        return Run.of(History.environment(home, "NETMON_SERVICE", program.toString()), line.toArray(String[]::new));
    }

    /** The folder in the archive, unpacked. */
    private Path unpacked() throws Exception {
        Path to = folder.resolve("home of the reader");
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("report.zip"));
                Stream<Path> all = Files.walk(zip.getPath("/report"))) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path file = to.resolve(zip.getPath("/").relativize(each).toString());
                Files.createDirectories(file.getParent());
                Files.copy(each, file);
            }
        }
        return to.resolve("report");
    }

    @Test
    void theRecordingHasTheResultsOfDoctorAndTheLog() throws Exception {
        assertEquals(
                new Run(0, "recorded into " + report + ".zip; it shows which hosts were contacted\n", ""), record());

        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("report.zip"))));
        report = unpacked();
        assertTrue(Files.isDirectory(report.resolve("0001")));
        assertTrue(Files.exists(report.resolve("platform")));
        assertEquals(LOG.formatted(home), Files.readString(report.resolve("netmon-service.log")));
        String answer = Files.readString(report.resolve("doctor.tsv"));
        assertTrue(answer.contains("bad\tservice\tit has never run with this database\t"), answer);
        assertTrue(answer.contains("\ninstallations\t") || answer.contains("\tinstallations\t"), answer);
    }

    @Test
    void anAnonymousReportHasNoNames() throws Exception {
        Run run = record("--anonymise");

        assertEquals(0, run.status(), run.err());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("Lewis Carroll", "netmon-service", "report.zip"),
                    left.map(each -> each.getFileName().toString()).sorted().toList());
        }
        report = unpacked();
        assertTrue(Files.exists(report.resolve("doctor.tsv")));
        assertTrue(Files.readString(report.resolve("netmon-service.log"))
                .startsWith("2026-11-23 14:05:09 INFO measuring into "));
        try (Stream<Path> files = Files.walk(report)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
                TELLING.forEach(word -> assertFalse(text.contains(word), each + " tells " + word + ": " + text));
            }
        }
    }
}
