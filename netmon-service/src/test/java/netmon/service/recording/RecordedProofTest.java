package netmon.service.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import netmon.model.ContainerChoice;
import netmon.model.Retention;
import netmon.scan.ScannerChoice;
import netmon.service.fakes.LogRecord;
import netmon.service.fakes.Rows;
import netmon.service.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Recordings of a Mac with what a proof found there: the replay believes it as the service would. */
class RecordedProofTest {
    private static final String IBN = """
            Name  Mtu   Network       Address            Ipkts Ierrs     Ibytes    Opkts Oerrs     Obytes  Coll
            en0   1500  <Link#4>    a8:66:7f:dd:ee:ff  5708989     0 %d  3494252     0  379533492     0
            """;

    private static final int TICKS = 4;
    private static final int PAYLOAD = 1_000_000;

    @TempDir
    private Path folder;

    private Path recording;

    @BeforeEach
    void records() throws IOException {
        recording = Files.createDirectory(folder.resolve("recording"));
        Files.writeString(recording.resolve("platform"), "macos");
        Files.writeString(recording.resolve("version"), "27.0");
        for (int i = 0; i <= TICKS; i++) {
            Path tick = Files.createDirectory(recording.resolve(String.format(Locale.ROOT, "%04d", i + 1)));
            Files.writeString(tick.resolve("at"), Long.toString(1_795_435_200_000L + 1000L * i));
            Files.writeString(tick.resolve("processes.tsv"), "5\t1\t/Applications/Mail.app/Contents/MacOS/Mail\n");
            Files.writeString(tick.resolve("netstat -ibn"), IBN.formatted(7_000_000_000L + 1_040_000L * i));
            // Twice what the wire carried: received bytes as macOS 15 counts them.
            Files.writeString(tick.resolve("netstat -anvvbl -p tcp"), row("tcp4", "ESTABLISHED ", 2L * PAYLOAD * i));
            Files.writeString(tick.resolve("netstat -anvvbl -p udp"), row("udp4", "", 7));
        }
    }

    @AfterEach
    void silencesTheLog() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    }

    @Test
    void bytesThatTheProofFoundCountedTwiceAreHalved() throws Exception {
        replay("netstat owner=yes closed=no unsent=no others=yes tcp4:in=2+0 tcp4:out=1+0");

        assertEquals(List.of("4160000 " + TICKS * PAYLOAD), mail());
    }

    @Test
    void aSourceThatNamesTheWrongOwnerIsUsedWhereThereIsNoOtherOneAndIsEstimated() throws Exception {
        List<String> log = replay("netstat owner=no closed=no unsent=no others=yes tcp4:in=2+0 tcp4:out=1+0");

        assertEquals(List.of("4160000 0"), mail());
        assertTrue(
                log.stream().anyMatch(each -> each.contains("netstat is not believed: it names another process")),
                log.toString());
    }

    @Test
    void aSourceThatShowsOnlyOwnSocketsIsReplacedByTheNextOne() throws Exception {
        for (int i = 0; i <= TICKS; i++) {
            Files.writeString(
                    recording.resolve(
                            String.format(Locale.ROOT, "%04d/nettop -L 1 -x -n -J bytes_in,bytes_out", i + 1)),
                    ",bytes_in,bytes_out,\nMail.5,1,1,\ntcp4 10.0.0.2:1000<->10.0.0.3:443," + PAYLOAD * i + ",0,\n");
        }
        List<String> log = replay("netstat owner=yes closed=no unsent=no others=no tcp4:in=1+0 tcp4:out=1+0");

        assertTrue(log.stream().anyMatch(each -> each.startsWith("sockets are read by nettop, since")), log.toString());
        assertEquals(List.of("4160000 " + TICKS * PAYLOAD), mail());
    }

    /** Bytes that are counted twice stay doubtful if nettop reports them, since its reader does not correct them. */
    @Test
    void aSourceThatCountsOtherwiseThanItsReaderBelievesIsRefused() throws Exception {
        for (int i = 0; i <= TICKS; i++) {
            Path tick = recording.resolve(String.format(Locale.ROOT, "%04d", i + 1));
            Files.delete(tick.resolve("netstat -anvvbl -p tcp"));
            Files.writeString(
                    tick.resolve("nettop -L 1 -x -n -J bytes_in,bytes_out"),
                    ",bytes_in,bytes_out,\nMail.5,1,1,\ntcp4 10.0.0.2:1000<->10.0.0.3:443," + 2 * PAYLOAD * i
                            + ",0,\n");
        }
        List<String> log = replay("nettop owner=yes closed=no unsent=no others=yes tcp4:in=2+0 tcp4:out=1+0");

        assertEquals(List.of("4160000 0"), mail());
        assertTrue(
                log.stream().anyMatch(each -> each.contains("its bytes of TCP over IPv4 are counted twice")),
                log.toString());
    }

    private static String row(String protocol, String state, long received) {
        return protocol + " 0 0 10.0.0.2.1000 10.0.0.3.443 " + state + received + " 0 131072 131072 5 0\n";
    }

    /** The bytes that Mail received, and the measured part of them. */
    private List<String> mail() throws Exception {
        Rows rows = new Rows(folder.resolve("netmon.db"));
        assertEquals(List.of(), rows.unequal());
        return rows.of("SELECT sum(t.bytes_in), sum(t.bytes_in) - coalesce(sum(e.bytes_in), 0)"
                + " FROM app_traffic_logs t LEFT JOIN app_estimates e USING (id) WHERE app_name = 'Mail'");
    }

    private List<String> replay(String calibration) throws Exception {
        Files.writeString(recording.resolve("calibration"), calibration + "\n");
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
        try (LogRecord log = new LogRecord()) {
            Recordings.replay(recording, settings);
            return log.atLeast(Level.INFO);
        }
    }
}
