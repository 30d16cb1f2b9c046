package netmon.service.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import netmon.model.Check;
import netmon.protocol.ChecksReply;
import netmon.protocol.Request;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRouterTest {
    private static final String DOCTOR = new Request.GetChecks("/a.jar").encode();

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    netmon/2 purge before=0              | netmon/2 changed number=0
                    netmon/2 purge before=60 app=Some+App | netmon/2 changed number=60
                    netmon/2 purge                       | error 'purge' needs one field 'before'
                    netmon/2 add-alert scope=total app= direction=in bytes=9 per=day month=1 means=log | netmon/2 changed number=1
                    netmon/2 remove-alert number=7       | netmon/2 changed number=0
                    netmon/2 remove-alert number=it      | error the field 'number' is no whole number: it
                    netmon/2 add-alert scope=me          | error there is no scope 'me'
                    netmon/2 dance                       | error there is no request 'dance'
                    netmon/2 status                      | error this service does not answer GetStatus[]
                    netmon/1 purge 0 \
                        | error service and command are of different versions: one speaks netmon/2, \
                    the other netmon/1; update netmon and restart its service
                    GET / HTTP/1.1                       | error this is no message of netmon: GET / HTTP/1.1
                    """)
    void aRequestIsAnswered(String request, String reply) throws Exception {
        try (TrafficWriter store = TrafficWriter.open(dir.resolve("netmon.db"))) {
            assertEquals(reply, requests(store, () -> {}).answer(request).join());
        }
    }

    @Test
    void eachChangeIsNotified() throws Exception {
        AtomicInteger changes = new AtomicInteger();
        try (TrafficWriter store = TrafficWriter.open(dir.resolve("netmon.db"))) {
            RequestRouter requests = requests(store, changes::incrementAndGet);
            requests.answer(new Request.RemoveAlert(1).encode()).join();
            requests.answer(new Request.PurgeBefore(0, null).encode()).join();
            assertEquals(2, changes.get());
        }
    }

    private static RequestRouter requests(TrafficWriter store, Runnable changed) {
        ChangeRequests changes = new ChangeRequests(store, () -> {}, changed);
        return new RequestRouter()
                .on(Request.PurgeBefore.class, changes::purge)
                .on(Request.AddAlert.class, changes::addAlert)
                .on(Request.RemoveAlert.class, changes::removeAlert);
    }

    @Test
    void aReplyOfSeveralLinesIsEncodedAsAWhole() {
        ChecksReply checks = new ChecksReply(List.of(Check.ok("a", "b")));
        RequestRouter requests = new RequestRouter().on(Request.GetChecks.class, request -> checks);

        assertEquals(checks.encode(), requests.answer(DOCTOR).join());
    }

    @Test
    void aSlowRequestIsAnsweredWhenItsReplyIsComplete() {
        CompletableFuture<ChecksReply> done = new CompletableFuture<>();
        RequestRouter requests = new RequestRouter().onSlow(Request.GetChecks.class, request -> done);
        CompletableFuture<String> answer = requests.answer(DOCTOR);

        assertFalse(answer.isDone());
        done.complete(new ChecksReply(List.of()));
        assertEquals("netmon/2 doctor", answer.join());
    }

    @Test
    void aFailureOfASlowRequestIsAnErrorOfOneLine() {
        CompletableFuture<ChecksReply> failed = CompletableFuture.failedFuture(new IllegalStateException("no\nidea"));
        String answer = new RequestRouter()
                .onSlow(Request.GetChecks.class, request -> failed)
                .answer(DOCTOR)
                .join();

        assertTrue(answer.startsWith("error ") && answer.lines().count() == 1, answer);
    }
}
