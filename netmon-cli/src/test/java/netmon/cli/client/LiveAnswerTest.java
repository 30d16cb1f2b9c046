package netmon.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import netmon.cli.live.RateKey;
import netmon.cli.live.Update;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveAnswerTest {
    @Test
    void rowsAreReadWithTheFarEndFirst() {
        assertEquals(
                new Update.SocketReadUpdate(
                        7,
                        5,
                        List.of(
                                new Update.Moved(
                                        new RateKey("Safari", "192.0.2.7:443 tcp 10.0.0.2:50123 4711 WebKit"),
                                        new Traffic(1200, 30),
                                        false),
                                new Update.Moved(
                                        new RateKey("Unattributed", "another user's"), new Traffic(5, 0), true),
                                new Update.Moved(
                                        new RateKey("(others)", "too many to be listed"), new Traffic(10, 2), false))),
                LiveAnswer.parse("""
                        look 7 4900000000 54
                        row\t1200\t30\tmeasured\t4711\tSafari\tWebKit\ttcp\t10.0.0.2:50123\t192.0.2.7:443
                        row\t5\t0\testimated\t0\tUnattributed\tanother user's\t\t\t
                        more 52 10 2"""));
    }

    @Test
    void aServiceThatWasNotAskedBeforeHasNone() {
        assertNull(LiveAnswer.parse("look none"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "error there is no request 'live'",
                "look a b c",
                "look 1 2 3\nrow\t1",
                "look 1 2 3\nrow\t-1\t2\tmeasured\t3\ta\tb",
                "look 1 2 3\nmore 1"
            })
    void anythingElseIsNoAnswer(String answer) {
        assertThrows(IllegalArgumentException.class, () -> LiveAnswer.parse(answer));
    }
}
