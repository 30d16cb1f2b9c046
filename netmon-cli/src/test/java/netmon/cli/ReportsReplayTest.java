package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replays recordings of macOS 26.1 that are made after what netstat is known to count, with the real service. */
class ReportsReplayTest {
    private static final Path REPORTS = Path.of("src/test/resources/reports");

    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({
        "vm-behind-nat, Google Chrome, 25000, -1, 0.5",
        "ikev2-vpn, Mail, 3200000, -1, 0.06",
        "ikev2-vpn, Slack, 2000, -1, 3",
        "received-twice, curl, 11500000, -1, 0.02",
        "received-twice, Mail, 5750000, -1, 0.02",
        "send-buffer, photolibraryd, 18000, 822000, 0.06",
        "works-for-another, Podcasts, 3140000, -1, 0.05",
        "works-for-another, nsurlsessiond, 0, 0, 0",
        "address-on-a-bond, curl, 5330000, -1, 0.03",
        "torn-listing, curl, 9410000, -1, 0.03",
        "udp-does-not-acknowledge, WireGuard, 8300000, 82000, 0.05",
        "udp-does-not-acknowledge, Google Chrome, 3660000, 115000, 0.06",
    })
    void anApplicationGetsWhatItMoved(String report, String app, long received, long sent, double tolerance)
            throws Exception {
        int status = netmon.service.Main.run(
                "--replay",
                REPORTS.resolve(report).toString(),
                "--db",
                dir.resolve("netmon.db").toString());
        assertEquals(0, status);
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("netmon.db"));
                Statement statement = database.createStatement();
                ResultSet sums = statement.executeQuery(
                        "SELECT TOTAL(bytes_in), TOTAL(bytes_out) FROM app_traffic_logs WHERE app_name = '" + app
                                + "'")) {
            assertTrue(sums.next());
            assertNear(received, sums.getLong(1), tolerance);
            assertNear(sent, sums.getLong(2), tolerance);
        }
    }

    /** @param expected -1 where it does not matter */
    private static void assertNear(long expected, long found, double tolerance) {
        assertTrue(
                expected < 0 || Math.abs(found - expected) <= Math.max(400, tolerance * expected),
                () -> found + " instead of " + expected);
    }
}
