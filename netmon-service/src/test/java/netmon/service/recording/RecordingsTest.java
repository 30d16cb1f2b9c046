package netmon.service.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import netmon.model.ContainerChoice;
import netmon.model.Retention;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.service.Main;
import netmon.service.fakes.Namespaces;
import netmon.service.fakes.Rows;
import netmon.service.fakes.Sink;
import netmon.service.run.Daemonized;
import netmon.service.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class RecordingsTest {
    private static final int PORT = 7777;

    @TempDir
    private Path folder;

    /** Resets the log, because a replay within this process has sent it to standard error. */
    @AfterEach
    void silencesTheLog() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    }

    @Test
    void anExistingFolderWhereTheOriginalRecordingWouldBeStays() throws Exception {
        Path theirs = Files.createDirectories(folder.resolve("anonymous.raw"));
        Files.writeString(theirs.resolve("kept"), "a recording of mine");
        Settings settings = new Settings(
                folder.resolve("netmon.db"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                ScannerChoice.AUTO,
                ContainerChoice.BY_NAME,
                Set.of(),
                Set.of(),
                true,
                Retention.DEFAULT);
        assertThrows(
                ScanException.class,
                () -> Recordings.write(folder.resolve("anonymous"), Duration.ofSeconds(1), List.of(), true, settings));
        assertEquals("a recording of mine", Files.readString(theirs.resolve("kept")));
        assertTrue(Files.notExists(folder.resolve("anonymous")));
    }

    @Test
    void aRecordingOfThisMachineGivesTheApplicationsThatMovedBytes() throws Exception {
        try (Namespaces wire = Namespaces.make()) {
            Process sink = java(wire.far(), Sink.class.getName(), Integer.toString(PORT));
            Process sender = sender(wire);
            try {
                Daemonized.until("bytes flow", () -> wire.kernel().get(1) > 10_000);
                record(wire.near(), "5");
            } finally {
                sender.destroyForcibly().waitFor();
                sink.destroyForcibly().waitFor();
            }
        }
        try (Stream<Path> ticks = Files.list(folder.resolve("recording"))) {
            assertEquals(7, ticks.count(), "five ticks, the platform and the calibration");
        }
        assertTrue(
                Files.readString(folder.resolve("recording/0003/processes.tsv")).contains("/bash\n"));

        assertEquals(0, replay(folder.resolve("recording"), "auto"));
        Rows rows = new Rows(folder.resolve("replayed.db"));
        assertEquals(List.of(), rows.unequal());
        assertEquals(
                List.of("bash"),
                rows.of("SELECT app_name FROM app_traffic_logs WHERE app_name <> 'Unattributed'"
                        + " GROUP BY 1 HAVING sum(bytes_in + bytes_out) > 1000"));
        assertEquals(
                List.of("1"),
                rows.of("SELECT sum(bytes_out) FILTER (WHERE app_name = 'bash') > 0.9 * sum(bytes_out)"
                        + " FROM app_traffic_logs"));
    }

    @Test
    void aSignalEndsARecordingEarlyAndLeavesNoPersonalData() throws Exception {
        Path told = folder.resolve("anonymous");
        Path raw = folder.resolve("anonymous.raw");
        try (Daemonized recorder =
                Daemonized.start(folder, "--record", told.toString(), "--anonymise", "--seconds", "600")) {
            Daemonized.until("a tick is recorded", () -> Files.exists(raw.resolve("0001/processes.tsv")));
            recorder.signal("INT");
            recorder.exit();
        }
        assertTrue(Files.notExists(raw));
        assertTrue(Files.exists(told.resolve("0001/at")));
        assertEquals(0, replay(told, "auto"));
    }

    @Test
    void anExistingFolderIsNotRecordedInto() throws Exception {
        Files.createDirectory(folder.resolve("recording"));
        try (Daemonized recorder =
                Daemonized.start(folder, "--record", folder.resolve("recording").toString(), "--seconds", "1")) {
            assertEquals(1, recorder.exit());
            assertEquals(
                    "netmon-service: " + folder.resolve("recording")
                            + " exists already; a recording needs a new name\n",
                    recorder.err());
        }
    }

    @Test
    void aFolderThatIsNoRecordingIsRefusedAndNoDatabaseIsCreated() throws Exception {
        assertEquals(1, replay(folder.resolve("none"), "auto"));
        assertEquals(1, replay(recordingOf("windows"), "auto"));
        assertEquals(1, replay(recordingOf("linux"), "oshi"));
        assertEquals(false, Files.exists(folder.resolve("replayed.db")));
    }

    @Test
    void aBrokenTickEndsTheReplayAndEarlierTicksAreWritten() throws Exception {
        Path recording = recordingOf("linux");
        Files.writeString(recording.resolve("0001/proc net dev"), dev(1000));
        Files.write(recording.resolve("0001/links"), new byte[0]);
        Files.createDirectory(recording.resolve("0002"));
        Files.writeString(recording.resolve("0002/at"), "soon");
        assertEquals(1, replay(recording, "auto"));
        assertEquals(
                List.of("eth0 1000"),
                new Rows(folder.resolve("replayed.db")).of("SELECT interface, received FROM last_readings"));
    }

    /** Whoever sends a recording may have packed the folder or its content. */
    @ParameterizedTest
    @ValueSource(strings = {"recording/", ""})
    void anArchiveIsReplayedLikeItsFolder(String top) throws Exception {
        Path recording = recordingOf("linux");
        Files.writeString(recording.resolve("0001/proc net dev"), dev(1000));
        Files.write(recording.resolve("0001/links"), new byte[0]);
        Path archive = folder.resolve("sent.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive));
                Stream<Path> all = Files.walk(recording)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(top + recording.relativize(each)));
                Files.copy(each, zip);
            }
        }
        assertEquals(0, replay(archive, "auto"));
        assertEquals(
                List.of("eth0 1000"),
                new Rows(folder.resolve("replayed.db")).of("SELECT interface, received FROM last_readings"));
    }

    @Test
    void aFileThatIsNoArchiveIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("sent.zip"), "PK and then nothing");
        assertEquals(1, replay(file, "auto"));
        assertEquals(false, Files.exists(folder.resolve("replayed.db")));
    }

    private static String dev(long received) {
        return "Inter-|   Receive  |  Transmit\n face |bytes packets\n" + "  eth0: " + received
                + " 1 0 0 0 0 0 0 5 1 0 0 0 0 0 0\n";
    }

    private Path recordingOf(String system) throws IOException {
        Path dir = folder.resolve("of " + system);
        Files.createDirectories(dir.resolve("0001"));
        Files.writeString(dir.resolve("platform"), system);
        Files.writeString(dir.resolve("0001/at"), "1795435201000");
        return dir;
    }

    private int replay(Path recording, String scanner) {
        return Main.run(
                "--replay",
                recording.toString(),
                "--scanner",
                scanner,
                "--db",
                folder.resolve("replayed.db").toString());
    }

    private void record(List<String> prefix, String seconds) throws Exception {
        try (Daemonized recorder = Daemonized.start(
                prefix, folder, "--record", folder.resolve("recording").toString(), "--seconds", seconds)) {
            assertEquals(0, recorder.exit(), recorder.err());
        }
    }

    /** A connection of bash that sends a kilobyte every hundredth of a second. */
    private static Process sender(Namespaces wire) throws IOException {
        String line = "x".repeat(1000);
        String program = "until exec 3>/dev/tcp/" + Namespaces.FAR + "/" + PORT + "; do sleep 0.1; done; while echo "
                + line + " >&3; do sleep 0.01 3>&-; done";
        return start(wire.near(), "bash", "-c", program);
    }

    private static Process java(List<String> prefix, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(Arrays.asList(arguments));
        return start(prefix, command.toArray(String[]::new));
    }

    private static Process start(List<String> prefix, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
