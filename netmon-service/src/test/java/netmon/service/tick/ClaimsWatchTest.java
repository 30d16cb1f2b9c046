package netmon.service.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import netmon.model.StoreException;
import netmon.service.fakes.LogRecord;
import netmon.service.run.Bench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of claims in a service without a proof. */
class ClaimsWatchTest {
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int BUSY = 500_000;

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void takesItsBaseline() throws StoreException {
        bench = Bench.start(folder.resolve("netmon.db"));
    }

    @AfterEach
    void everySecondAddsUp() throws SQLException, StoreException {
        bench.close();
        assertEquals(List.of(), bench.rows.unequal());
    }

    @Test
    void aSourceThatCountsTwiceIsDistrustedAndItsBytesAreEstimated() throws SQLException {
        bench.sockets.count(2);
        try (LogRecord log = new LogRecord()) {
            for (int i = 0; i < MINUTE; i++) {
                bench.moves("curl", BUSY, 9000).second();
            }

            String why =
                    "its sockets claim to have received 31.47 MB in a minute, but the interfaces received 15.74 MB";
            assertEquals(why, bench.doubt());
            assertEquals(
                    List.of("fake is not believed any more: " + why
                            + "; its bytes are estimated, and it is proven again"),
                    log.atLeast(Level.WARN));
        }
        bench.moves("curl", BUSY, 9000).second();
        assertEquals(List.of(BUSY + " 9000"), estimatedNow());
    }

    @Test
    void fewBytesThatAreCountedTwiceAreFoundWithinTwoMinutes() {
        bench.sockets.count(2);
        for (int i = 0; i < 2 * MINUTE; i++) {
            bench.moves("curl", 30_000, 900).second();
        }

        assertTrue(bench.doubt().startsWith("its sockets claim to have received "), bench.doubt());
    }

    @Test
    void aProxyThatIsCountedBesideItsClientIsFound() {
        for (int i = 0; i < 2 * MINUTE; i++) {
            bench.sockets.moves("proxy", 1000, BUSY);
            bench.moves("browser", 1000, BUSY).second();
        }

        assertTrue(bench.doubt().startsWith("its sockets claim to have sent "), bench.doubt());
    }

    @Test
    void aSourceThatChargesAnApplicationThatHoldsNoSocketIsDistrusted() {
        bench.moves("curl", BUSY, 9000).second();
        bench.sockets.end("curl");
        for (int i = 0; i < MINUTE; i++) {
            bench.moves("wget", BUSY, 9000);
            bench.moves("curl", BUSY, 9000).second();
        }

        assertEquals("it charges an open socket to curl, though its process 100 has ended", bench.doubt());
    }

    @Test
    void theLastBytesOfAProcessThatEndedAreNoReasonForDistrust() {
        bench.moves("curl", BUSY, 9000).second();
        for (int i = 0; i < 2 * MINUTE; i++) {
            bench.moves("wget", BUSY, 9000);
            if (i < 15) {
                bench.moves("curl", BUSY, 9000);
            }
            if (i == 5) {
                bench.sockets.end("curl");
            }
            bench.second();
            assertEquals("", bench.doubt(), "second " + i);
        }
    }

    @Test
    void aSourceThatCountsOnceAgainIsBelievedAfterAMinute() throws SQLException {
        for (int i = 0; i < 2 * MINUTE; i++) {
            bench.sockets.moves("proxy", BUSY, 0);
            bench.moves("browser", BUSY, 0).second();
        }
        for (int i = 0; i < 3 * MINUTE; i++) {
            bench.moves("browser", BUSY, 0).second();
        }

        assertEquals("", bench.doubt());
        assertEquals(List.of(), estimatedNow());
    }

    /** The sockets are read up to 30 ms after the interfaces, and a tenth of the polls fails or is torn. */
    @Test
    void anHonestSourceIsBelievedForAnHour() {
        SplittableRandom random = new SplittableRandom(11);
        long ahead = 0;
        boolean busy = false;
        for (int i = 0; i < HOUR; i++) {
            busy = random.nextInt(6) == 0 ? !busy : busy;
            long rate = busy ? 1_200_000_000L : 300;
            long nowAhead = rate * random.nextInt(30) / 1000;
            bench.interfaces.moves("eth0", rate + rate / 30, rate / 100);
            bench.sockets.moves("curl", Math.max(0, rate + nowAhead - ahead), 0);
            ahead = Math.max(nowAhead, ahead - rate);
            bench.sockets.tear(random.nextInt(10) == 0);
            bench.second();
            assertEquals("", bench.doubt(), "second " + i);
        }
    }

    @Test
    void anInterfaceWithAFrozenCounterIsLeftOut() {
        bench.interfaces.freeze(true);
        for (int i = 0; i < 5 * MINUTE; i++) {
            bench.moves("curl", BUSY, 5000).second();
            assertEquals("", bench.doubt(), "second " + i);
        }
        bench.interfaces.freeze(false);
        for (int i = 0; i < 5 * MINUTE; i++) {
            bench.moves("curl", BUSY, 5000).second();
            assertEquals("", bench.doubt(), "second " + i + " after it thawed");
        }
    }

    private List<String> estimatedNow() throws SQLException {
        return bench.rows.of("SELECT e.bytes_in, e.bytes_out FROM app_estimates e JOIN app_traffic_logs USING (id)"
                + " WHERE timestamp = " + bench.clock.seconds());
    }
}
