package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.Traffic;
import netmon.scan.recording.Anonymiser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays recordings of macOS's ntstat, made of four layouts with a known truth, with the real service. */
class NtstatReplayTest {
    private static final Path SAMPLES = Path.of("../netmon-core/src/test/resources/macos/ntstat");

    /** The largest error of an application, as a part of its bytes. */
    private static final double TOLERANCE = 0.005;

    private static final Pattern ENTRY = Pattern.compile("\"([^\"]+)\": \\[\\s*(\\d+),\\s*(\\d+)\\s*\\]");

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"closing-8796", "epid-10063", "mixed-11417", "quic-12377"})
    void everyApplicationGetsItsBytesAndTheSumsAreExact(String name) throws Exception {
        replay(SAMPLES.resolve(name));
        assertTruth(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"closing-8796", "epid-10063", "mixed-11417", "quic-12377"})
    void anAnonymisedRecordingGivesTheSameBytes(String name) throws Exception {
        Path copy = dir.resolve("anonymous");
        new Anonymiser(Set.of("/Users/alice"), Set.of("alice"), Set.of("wonderland.example.org"))
                .copy(SAMPLES.resolve(name), copy);
        replay(copy);
        assertTruth(name);
    }

    private void assertTruth(String name) throws Exception {
        String truth = Files.readString(SAMPLES.resolve(name + ".truth.json"));
        Map<String, Traffic> measured = sums("app_name", "app_traffic_logs");
        section(truth, "\"apps\"").forEach((app, expected) -> {
            Traffic found = measured.getOrDefault(app, Traffic.NONE);
            assertNear(app + " received, of " + measured, expected.received(), found.received());
            assertNear(app + " sent, of " + measured, expected.sent(), found.sent());
        });
        Traffic all = measured.values().stream().reduce(Traffic.NONE, Traffic::plus);
        Traffic counted = section(truth, "\"counted\"").values().stream().reduce(Traffic.NONE, Traffic::plus);
        assertEquals(counted, all);
    }

    private static void assertNear(String what, long expected, long found) {
        assertTrue(
                Math.abs(found - expected) <= Math.max(1000, TOLERANCE * expected),
                () -> what + ": " + found + " instead of " + expected + ", "
                        + 100.0 * (found - expected) / Math.max(1, expected) + " %");
    }

    private static Map<String, Traffic> section(String truth, String name) {
        int from = truth.indexOf(name);
        Matcher entry = ENTRY.matcher(truth).region(from, truth.indexOf('}', from));
        Map<String, Traffic> section = new TreeMap<>();
        while (entry.find()) {
            section.put(entry.group(1), new Traffic(Long.parseLong(entry.group(2)), Long.parseLong(entry.group(3))));
        }
        return section;
    }

    private void replay(Path recording) {
        int status = netmon.service.Main.run(
                "--replay",
                recording.toString(),
                "--db",
                dir.resolve("netmon.db").toString());
        assertEquals(0, status, "the replay of " + recording);
    }

    private Map<String, Traffic> sums(String name, String table) throws Exception {
        Map<String, Traffic> sums = new TreeMap<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("netmon.db"));
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + name + ", SUM(bytes_in), SUM(bytes_out) FROM " + table + " GROUP BY 1")) {
            while (rows.next()) {
                sums.put(rows.getString(1), new Traffic(rows.getLong(2), rows.getLong(3)));
            }
        }
        return sums;
    }
}
