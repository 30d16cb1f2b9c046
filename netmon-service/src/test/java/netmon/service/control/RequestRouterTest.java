package netmon.service.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRouterTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    netmon/1 purge 0              | ok 0
                    netmon/1 purge 60 Some App    | ok 60
                    netmon/1 purge                | error purge takes epoch seconds and perhaps an application:
                    netmon/1 purge soon           | error purge takes epoch seconds and perhaps an application: soon
                    netmon/1 alert add scope=total app= direction=in bytes=9 per=day month=1 means=log | ok 1
                    netmon/1 alert remove 7       | ok 0
                    netmon/1 alert remove it      | error For input string: "it"
                    netmon/1 alert                | error an alert can be added or removed, not ''
                    netmon/1 alert add scope=me   | error there is no scope 'me'
                    netmon/1 alert add scope=any  | error there is no app=
                    netmon/1 dance                | error there is no request 'dance'
                    netmon/2 purge 0              | error this service understands netmon/1, not netmon/2
                    GET / HTTP/1.1                | error this is no request: GET / HTTP/1.1
                    """)
    void aRequestIsAnswered(String request, String answer) throws Exception {
        try (TrafficWriter log = TrafficWriter.open(dir.resolve("netmon.db"))) {
            assertEquals(
                    answer,
                    requests(log, () -> {}).answer(request).join().strip().replace('\n', ' '));
        }
    }

    @Test
    void whoWatchesIsToldOfEachChange() throws Exception {
        AtomicInteger changes = new AtomicInteger();
        try (TrafficWriter log = TrafficWriter.open(dir.resolve("netmon.db"))) {
            RequestRouter requests = requests(log, changes::incrementAndGet);
            requests.answer("netmon/1 alert remove 1").join();
            requests.answer("netmon/1 purge 0").join();
            assertEquals(2, changes.get());
        }
    }

    private static RequestRouter requests(TrafficWriter log, Runnable changed) {
        return new RequestRouter(
                Map.of(
                        "purge",
                        new PurgeRequest(log, () -> {}, changed),
                        "alert",
                        new AlertRequest(log.alerts(), changed)),
                Map.of());
    }

    @Test
    void anAnswerOfSeveralLinesBeginsBelowTheOk() {
        RequestRouter requests = new RequestRouter(Map.of("status", arguments -> "sockets lsof\nopen 3"), Map.of());
        assertEquals(
                "ok\nsockets lsof\nopen 3", requests.answer("netmon/1 status").join());
    }

    @Test
    void whatTakesLongIsAnsweredWhenItIsDone() {
        CompletableFuture<String> done = new CompletableFuture<>();
        CompletableFuture<String> answer =
                new RequestRouter(Map.of(), Map.of("think", arguments -> done)).answer("netmon/1 think");

        assertFalse(answer.isDone());
        done.complete("42");
        assertEquals("ok\n42", answer.join());
    }

    @Test
    void whatFailsWhileItIsDoneIsAnError() {
        CompletableFuture<String> failed = CompletableFuture.failedFuture(new IllegalStateException("no\nidea"));
        String answer = new RequestRouter(Map.of(), Map.of("think", arguments -> failed))
                .answer("netmon/1 think")
                .join();

        assertTrue(answer.startsWith("error ") && answer.lines().count() == 1, answer);
    }
}
