package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import netmon.platform.Platform;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketSource;
import netmon.scan.counting.InterfaceRule;
import netmon.scan.recording.Anonymiser;
import netmon.scan.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays recordings, hand-made ones of macOS and a real one of Linux, with the real service into a real database, and
 * compares the table of the command. The README of each recording computes the table by hand; {@code expected.txt} is
 * never a copy of the output.
 */
class ReplayTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");

    /** 2026-11-23 12:00:20 UTC. All recordings start at 12:00:01. */
    private static final String NOW = "1795435220";

    @TempDir
    Path dir;

    static Stream<String> recordings() throws IOException {
        try (Stream<Path> all = Files.list(RECORDINGS)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aRecordingGivesTheTableThatWasComputedByHand(String name) throws IOException {
        replay(name);
        assertEquals(Files.readString(RECORDINGS.resolve(name).resolve("expected.txt")), table());
    }

    /**
     * The second run finds counters below the stored ones. That is a reset: the first reading of en0, 1000000 / 100000,
     * is booked as Unattributed. The rest is as in the first run, so every application has twice the bytes.
     */
    @Test
    void aRecordingReplayedTwiceCountsTwiceWithTheReset() throws IOException {
        replay("macos15");
        replay("macos15");
        String expected = """
                Google Chrome                  410.09 KB       42.85 KB        452.95 KB     \s
                Slack                          205.14 KB       21.60 KB        226.74 KB     \s
                Mail                           205.08 KB       3.91 KB         208.98 KB     \s
                ------------------------------------------------------------------------
                Unattributed                   976.56 KB       97.66 KB        1.05 MB       \s
                Total                          1.75 MB         166.02 KB       1.92 MB       \s
                """;
        assertEquals(
                expected,
                table().lines().skip(4).limit(6).map(line -> line + "\n").reduce("", String::concat));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyLineOfARecordingIsUnderstood(String name) throws Exception {
        Recording recording = new Recording(RECORDINGS.resolve(name));
        Platform.MachineSources readers = Platform.of(recording.system())
                .sources(recording, recording, recording, InterfaceRule.AUTOMATIC, ScannerChoice.AUTO);
        List<String> summaries = new ArrayList<>();
        while (recording.next()) {
            readers.counters().read();
            readers.counters().rowTallies().forEach(each -> summaries.add(each.summary()));
            for (SocketSource source : readers.sockets()) {
                if (isRecorded(source)) {
                    source.rowTallies().forEach(each -> summaries.add(each.summary()));
                }
            }
        }

        assertEquals(
                List.of(),
                summaries.stream().filter(each -> !each.startsWith("100 % ")).toList());
    }

    /** With detail the table is the same, and in each minute the parts add up to the applications. */
    @ParameterizedTest
    @MethodSource("recordings")
    void theDetailOfARecordingAddsUp(String name) throws Exception {
        replay(RECORDINGS.resolve(name), "--detail", "process,destination,port,user");
        String database = dir.resolve("netmon.db").toString();

        assertEquals(Files.readString(RECORDINGS.resolve(name).resolve("expected.txt")), table());
        Run verified = Run.of(Map.of(), "verify", "--db", database);
        assertEquals(0, verified.status(), verified.out());
        String rows = Run.of(Map.of("NETMON_NOW", NOW), "stats", "apps", "--by", "process", "--csv", "--db", database)
                .out();
        assertTrue(rows.lines().count() > 1, rows);
        assertFalse(rows.contains("(not recorded)"), rows);
    }

    private static boolean isRecorded(SocketSource source) {
        try {
            source.read();
            return true;
        } catch (ScanException e) {
            return false;
        }
    }

    /** Names may differ, since some come from paths; the bytes of each row are the same. */
    @ParameterizedTest
    @MethodSource("recordings")
    void anAnonymisedRecordingGivesTheSameSums(String name) throws Exception {
        Path copy = dir.resolve("anonymous");
        new Anonymiser(Set.of("/Users/alice"), Set.of("alice"), Set.of("wonderland.example.org"))
                .copy(RECORDINGS.resolve(name), copy);

        replay(copy);

        assertEquals(sums(Files.readString(RECORDINGS.resolve(name).resolve("expected.txt"))), sums(table()));
    }

    /** The amounts of each row without its name. */
    private static List<String> sums(String table) {
        return table.lines()
                .map(line -> line.replaceAll("^.*?(?=  +[0-9.]+ [KMG]?B )", "").strip())
                .sorted()
                .toList();
    }

    private void replay(String name) {
        replay(RECORDINGS.resolve(name));
    }

    private void replay(Path recording, String... options) {
        List<String> line = new ArrayList<>(List.of(
                "--replay",
                recording.toString(),
                "--db",
                dir.resolve("netmon.db").toString()));
        line.addAll(List.of(options));
        int status = netmon.service.Main.run(line.toArray(String[]::new));
        assertEquals(0, status, "the replay of " + recording);
    }

    private String table() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Main(Map.of("NETMON_NOW", NOW), out, err)
                .run("--db", dir.resolve("netmon.db").toString());
        assertEquals(0, status, err.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
