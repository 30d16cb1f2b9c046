package netmon.cli.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.cli.Run;
import netmon.cli.push.PushRun.PushOutcome;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code netmon push} against servers that answer well, badly or never, on a database from a recording. */
@Timeout(60)
class PushTest {
    /** An hour after the recording. */
    private static final long LATER = 1_795_440_600;

    private static final String SECRET = "Bearer correct-horse";

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void replays() throws IOException {
        Path folder = Files.createDirectory(home.resolve(".netmon"));
        String recording = Path.of("src/test/resources/recordings/macos15").toString();
        String database = folder.resolve("netmon.db").toString();
        assertEquals(0, netmon.service.Main.run("--replay", recording, "--db", database));
        environment.put("HOME", home.toString());
        environment.put("TZ", "UTC");
        at(LATER);
    }

    private void at(long now) {
        environment.put("NETMON_NOW", Long.toString(now));
    }

    private Run run(String... args) {
        return Run.of(environment, args);
    }

    private void settings(String... lines) throws IOException {
        Files.write(home.resolve(".netmon/netmon.properties"), List.of(lines));
    }

    private Path headers(String mode) throws IOException {
        Path file = Files.writeString(home.resolve("headers"), "Authorization: " + SECRET + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private void pushesTo(Engine engine) throws IOException {
        settings("push.a.url = " + engine.url(), "push.a.protocol = remote-write", "push.a.every = 1m");
    }

    private PushOutcome outcome(Duration patience) throws StoreException {
        Session session =
                new Session(environment, new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        return new PushRun(session, PushSettings.read(session).get(0), patience).run();
    }

    @Test
    void theFirstRunSendsAndTheSecondOneHasNothingNew() throws IOException {
        try (Engine engine = Engine.answering(number -> 204)) {
            pushesTo(engine);
            Run first = run("push");
            assertEquals(0, first.status(), first.err());
            assertTrue(first.out().startsWith("a: "), first.out());
            assertFalse(engine.received.isEmpty());
            assertEquals("/api/v1/write", engine.received.get(0).path());
            assertEquals("snappy", engine.received.get(0).encoding());
            int requests = engine.received.size();
            assertEquals("a: nothing new\n", run("push").out());
            assertEquals(requests, engine.received.size());
        }
    }

    @Test
    void theNextRunSendsTheLastOnesPointsAgainByteForByte() throws IOException {
        try (Engine engine = Engine.answering(number -> 204)) {
            pushesTo(engine);
            run("push");
            int requests = engine.received.size();
            at(LATER + 120);
            assertEquals(0, run("push").status());
            List<Engine.Received> again = engine.received.subList(requests, engine.received.size());
            assertEquals(engine.received.get(0).content().length, again.get(0).content().length);
            assertArrayEquals(engine.received.get(0).content(), again.get(0).content());
        }
    }

    @Test
    void aRefusedSliceIsCountedAndLeftOut() throws IOException {
        try (Engine engine = Engine.answering(number -> number == 0 ? 400 : 204)) {
            pushesTo(engine);
            Run run = run("push");
            assertEquals(0, run.status(), run.err());
            assertTrue(run.out().contains("refused 1 for good: status 400: the text of the answer"), run.out());
            Run status = run("push", "status");
            assertEquals(0, status.status());
            assertTrue(status.out().contains("out_of_order_time_window"), status.out());
        }
    }

    @Test
    void aBusyEngineIsAskedAgainInTheSameRun() throws IOException {
        try (Engine engine = Engine.answering(number -> number == 0 ? 429 : number == 1 ? 503 : 204)) {
            pushesTo(engine);
            assertEquals(0, run("push").status());
            assertArrayEquals(
                    engine.received.get(0).content(), engine.received.get(2).content());
        }
    }

    /** As an engine without a window for old points: it refuses a request because of the points it has. */
    @Test
    void whatIsNewIsSentAloneWhereAnEngineRefusesOldPoints() throws IOException {
        int[] refused = {-1};
        try (Engine engine = Engine.answering(number -> number == refused[0] ? 400 : 204)) {
            pushesTo(engine);
            at(LATER - 3600 + 180);
            assertEquals(0, run("push").status());
            int joined = engine.received.size();
            refused[0] = joined;
            at(LATER - 3600 + 300);
            Run run = run("push");
            assertFalse(run.out().contains("refused"), run.out());
            assertEquals(joined + 2, engine.received.size());
            assertTrue(engine.received.get(joined + 1).content().length
                    < engine.received.get(joined).content().length);
        }
    }

    @Test
    void aRefusalIsCountedOnceAndNeverSentAgain() throws IOException {
        boolean[] refuses = {false};
        try (Engine engine = Engine.answering(number -> refuses[0] ? 400 : 204)) {
            pushesTo(engine);
            run("push");
            at(LATER + 120);
            run("push");
            refuses[0] = true;
            at(LATER + 240);
            assertTrue(run("push").out().contains("refused 1 for good"));
            refuses[0] = false;
            int requests = engine.received.size();
            at(LATER + 360);
            assertFalse(run("push").out().contains("refused"));
            assertEquals(requests + 1, engine.received.size());
            assertTrue(run("push", "status", "--json").out().contains("\"refused\": 1,"));
        }
    }

    @Test
    void anEngineThatRefusesAllOfAFirstPushHasAWrongAddress() throws IOException {
        boolean[] wrong = {true};
        try (Engine engine = Engine.answering(number -> wrong[0] ? 400 : 204)) {
            pushesTo(engine);
            Run run = run("push");
            assertEquals(1, run.status());
            assertTrue(run.err().contains("refuses everything; check the URL and the protocol"), run.err());
            assertTrue(run("push", "status").out().contains("refuses everything"));
            wrong[0] = false;
            int requests = engine.received.size();
            assertEquals(0, run("push").status());
            assertArrayEquals(
                    engine.received.get(0).content(),
                    engine.received.get(requests).content());
        }
    }

    @Test
    void anEngineIsLeftAloneForAsLongAsItAsks() throws IOException {
        try (Engine engine = Engine.answering(number -> number == 0 ? 503 : 204)) {
            engine.retryAfter = "3";
            pushesTo(engine);
            long start = System.nanoTime();
            assertEquals(0, run("push").status());
            assertTrue(System.nanoTime() - start >= 3_000_000_000L);
            assertArrayEquals(
                    engine.received.get(0).content(), engine.received.get(1).content());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "Fri, 31 Dec 2100 23:59:59 GMT"})
    void anEngineThatAsksForALongPauseIsAskedInTheNextRun(String pause) throws IOException {
        try (Engine engine = Engine.answering(number -> number == 0 ? 429 : 204)) {
            engine.retryAfter = pause;
            pushesTo(engine);
            Run run = run("push");
            assertEquals(1, run.status());
            assertTrue(run.err().contains("answers with status 429"), run.err());
            assertEquals(1, engine.received.size());
            assertEquals(0, run("push").status());
            assertArrayEquals(
                    engine.received.get(0).content(), engine.received.get(1).content());
        }
    }

    @Test
    void anEngineWithoutAnswerFailsTheRunAndTheNextOneSendsAllOfIt() throws IOException, StoreException {
        boolean[] silent = {true};
        try (Engine engine = Engine.answering(number -> silent[0] ? Engine.SILENCE : 204)) {
            pushesTo(engine);
            PushOutcome failed = outcome(Duration.ofSeconds(1));
            assertEquals("127.0.0.1 did not answer within 1 s", failed.failure());
            Run status = run("push", "status");
            assertEquals(1, status.status());
            assertTrue(status.out().contains("did not answer"), status.out());
            silent[0] = false;
            PushOutcome next = outcome(Duration.ofSeconds(20));
            assertEquals("", next.failure());
            assertArrayEquals(
                    engine.received.get(0).content(), engine.received.get(1).content());
            assertEquals(0, run("push", "status").status());
        }
    }

    @Test
    void anEngineThatIsDownFailsTheRun() throws IOException {
        Engine engine = Engine.answering(number -> 204);
        engine.close();
        pushesTo(engine);
        Run run = run("push");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("cannot reach " + engine.url()), run.err());
    }

    @Test
    void theProxyOfTheEnvironmentIsUsed() throws IOException {
        try (Engine proxy = Engine.answering(number -> 204)) {
            settings("push.a.url = http://metrics.example.invalid/api/v1/write");
            environment.put("http_proxy", proxy.url());
            assertEquals(0, run("push").status());
            assertEquals(
                    "http://metrics.example.invalid/api/v1/write",
                    proxy.received.get(0).path());
        }
    }

    @Test
    void aProxyHasExceptions() {
        URI url = URI.create("https://metrics.example.invalid/write");
        assertTrue(PushProxy.of(url, Map.of("HTTPS_PROXY", "proxy:3128")).isPresent());
        assertTrue(PushProxy.of(url, Map.of("http_proxy", "proxy:3128")).isEmpty());
        for (String each : List.of("*", "a,example.invalid", ".example.invalid", "metrics.example.invalid")) {
            assertTrue(
                    PushProxy.of(url, Map.of("https_proxy", "proxy", "no_proxy", each))
                            .isEmpty(),
                    each);
        }
        assertTrue(PushProxy.of(url, Map.of("https_proxy", "proxy", "no_proxy", "ample.invalid"))
                .isPresent());
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (Engine engine = Engine.answering(number -> 302)) {
            settings(
                    "push.a.url = " + engine.url(),
                    "push.a.protocol = remote-write",
                    "push.a.headers-file = " + headers("rw-------"));
            Run run = run("push");
            assertEquals(1, run.status());
            assertTrue(run.err().contains("a redirect, which is not followed"), run.err());
            assertEquals(1, engine.received.size());
        }
    }

    @Test
    void headersComeFromAPrivateFileAndAppearNowhere() throws IOException {
        try (Engine engine = Engine.answering(number -> 403)) {
            settings(
                    "push.a.url = " + engine.url(),
                    "push.a.protocol = clickhouse",
                    "push.a.headers-file = " + headers("rw-------"));
            Run run = run("push");
            assertEquals(SECRET, engine.received.get(0).authorization());
            Run status = run("push", "status", "--json");
            Run preview = run("push", "--dry-run");
            for (Run each : List.of(run, status, preview)) {
                assertFalse((each.out() + each.err()).contains("correct-horse"), each.out() + each.err());
            }
            assertTrue(run.err().contains("check the headers file"), run.err());
        }
    }

    @Test
    void headersComeFromTheEnvironmentToo() throws IOException {
        try (Engine engine = Engine.answering(number -> 204)) {
            pushesTo(engine);
            environment.put("NETMON_PUSH_HEADERS_A", "Authorization: " + SECRET);
            assertEquals(0, run("push").status());
            assertEquals(SECRET, engine.received.get(0).authorization());
        }
    }

    @Test
    void aHeadersFileThatOthersCanReadIsRefused() throws IOException {
        try (Engine engine = Engine.answering(number -> 204)) {
            settings(
                    "push.a.url = " + engine.url(),
                    "push.a.protocol = otlp",
                    "push.a.headers-file = " + headers("rw-r--r--"));
            Run run = run("push");
            assertEquals(1, run.status());
            assertTrue(run.err().contains("chmod 600"), run.err());
            assertTrue(engine.received.isEmpty());
        }
    }

    @Test
    void headersAreNotSentInTheClearBeyondThisMachine() throws IOException {
        settings(
                "push.a.url = http://metrics.example.invalid/api/v1/write",
                "push.a.headers-file = " + headers("rw-------"));
        Run run = run("push");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("headers are sent over https"), run.err());
    }

    @Test
    void aPasswordInAUrlIsRefusedAndNotRepeated() throws IOException {
        settings("push.a.url = https://me:hunter2@example.invalid/api/v1/write");
        Run run = run("push");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("must not contain a user or a password"), run.err());
        assertFalse(run.err().contains("hunter2"), run.err());
    }

    @Test
    void wrongSettingsAreNamed() throws IOException {
        settings("push.a.url = http://127.0.0.1:9090", "push.a.evry = 5m");
        assertTrue(run("push").err().contains("push.a.evry is no setting"));
        settings("push.a.url = http://127.0.0.1:9090", "push.a.every = 7m");
        assertTrue(run("push").err().contains("push.a.every must be 1m, 5m, 15m or 1h"));
        settings("push.a.protocol = otlp");
        assertTrue(run("push").err().contains("push.a.url is missing"));
    }

    @Test
    void whatACollectorRejectsInAnAcceptedRequestIsCounted() throws IOException {
        byte[] partial = {10, 7, 8, 5, 18, 3, 'b', 'a', 'd'}; // rejected_data_points: 5, error_message: bad
        try (Engine engine = Engine.answering(number -> 200, partial)) {
            settings("push.a.url = " + engine.url(), "push.a.protocol = otlp");
            Run run = run("push");
            assertEquals(0, run.status(), run.err());
            assertTrue(run.out().contains("5 points were rejected: bad"), run.out());
            assertEquals("gzip", engine.received.get(0).encoding());
        }
    }

    @Test
    void aDryRunPrintsThePointsAndChangesNothing() throws IOException {
        try (Engine engine = Engine.answering(number -> 204)) {
            pushesTo(engine);
            Run preview = run("push", "--dry-run");
            assertEquals(0, preview.status(), preview.err());
            assertTrue(preview.out().contains("\tapp\tMail\t"), preview.out());
            assertTrue(engine.received.isEmpty());
            assertTrue(run("push", "status").out().contains("none yet"));
        }
    }

    @Test
    void theMetricsFileHasNoTimestamps() throws IOException {
        Path file = home.resolve("netmon.prom");
        assertEquals(0, run("push", "--metrics-file", file.toString()).status());
        String text = Files.readString(file);
        assertTrue(text.contains("# TYPE netmon_app_network_io_bytes_total counter\n"), text);
        assertTrue(text.contains("netmon_app_name=\"Mail\",network_io_direction=\"receive\"} 105000\n"), text);
        assertEquals(text, run("push", "--print").out());
        at(LATER + 3600);
        assertEquals(0, run("push", "--metrics-file", file.toString()).status());
        assertEquals(text, Files.readString(file));
    }

    @Test
    void setupRefusesAPasswordAndPrintsItsSteps() {
        assertEquals(
                2, run("push", "setup", "https://me:pw@example.invalid/write").status());
        Run unknown = run("push", "setup", "https://example.invalid/x");
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().contains("--protocol"), unknown.err());
    }

    @Test
    void aRemovedDestinationTakesItsSettingsAlong() {
        Path file = home.resolve("netmon.properties");
        String text = "units = iec\npush.a.url = http://127.0.0.1:9090\npush.ab.url = http://127.0.0.1:8428\n";
        assertEquals(
                "units = iec\npush.ab.url = http://127.0.0.1:8428\n", PushSettings.with(file, text, "a", Map.of()));
    }

    @Test
    void aDestinationThatIsNotThereCannotBeRemoved() throws IOException {
        settings("push.a.url = http://127.0.0.1:9090");
        Run run = run("push", "remove", "b");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("there is no destination 'b' in "), run.err());
    }

    @Test
    void aRemovedDestinationIsNotJudgedByDoctor() throws IOException {
        try (Engine engine = Engine.answering(number -> 403)) {
            pushesTo(engine);
            assertEquals(1, run("push").status());
            assertTrue(run("doctor").out().contains("push a"));
            settings("units = iec");
            assertFalse(run("doctor").out().contains("push a"));
        }
    }

    @Test
    void aSecondPushAtTheSameTimeIsRefused() throws IOException {
        try (Engine engine = Engine.answering(number -> 204)) {
            pushesTo(engine);
            Path lock = home.resolve(".netmon/netmon.db.push-lock");
            try (var channel = java.nio.channels.FileChannel.open(
                            lock, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                assertTrue(held.isValid());
                assertEquals(1, run("push").status());
            }
            assertTrue(engine.received.isEmpty());
        }
    }
}
