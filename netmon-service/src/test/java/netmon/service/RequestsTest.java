package netmon.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import netmon.store.TrafficLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    netmon/1 purge 0              | ok 0
                    netmon/1 purge 60 Some App    | ok 60
                    netmon/1 purge                | error purge takes epoch seconds and perhaps an application:
                    netmon/1 purge soon           | error purge takes epoch seconds and perhaps an application: soon
                    netmon/1 dance                | error there is no request 'dance'
                    netmon/2 purge 0              | error this service understands netmon/1, not netmon/2
                    GET / HTTP/1.1                | error this is no request: GET / HTTP/1.1
                    """)
    void aRequestIsAnswered(String request, String answer) throws Exception {
        try (TrafficLog log = TrafficLog.open(dir.resolve("netmon.db"))) {
            Requests requests = new Requests(Map.of("purge", new PurgeRequest(log)));
            assertEquals(answer, requests.answer(request).strip().replace('\n', ' '));
        }
    }

    @Test
    void anAnswerOfSeveralLinesBeginsBelowTheOk() {
        Requests requests = new Requests(Map.of("status", arguments -> "sockets lsof\nopen 3"));
        assertEquals("ok\nsockets lsof\nopen 3", requests.answer("netmon/1 status"));
    }
}
