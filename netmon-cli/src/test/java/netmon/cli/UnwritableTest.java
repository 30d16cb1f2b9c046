package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import netmon.cli.live.LiveFeed;
import netmon.cli.live.Update;
import netmon.cli.live.View;
import netmon.cli.session.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real service with a database that another program has locked: its unwritten samples are visible all the same. */
class UnwritableTest {
    @TempDir
    private Path home;

    private Path database;
    private ServiceProcess service;
    private LiveFeed feed;

    @BeforeEach
    void starts() throws Exception {
        database = home.resolve(".netmon/netmon.db");
        service = ServiceProcess.start(home, database, "--interfaces", "lo,lo0");
        feed = new LiveFeed(database, () -> Instant.now().getEpochSecond());
    }

    @AfterEach
    void stops() {
        service.close();
    }

    /** The update after some bytes on the counted interface. */
    private Update news(View view) throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[10_000], 10_000, InetAddress.getLoopbackAddress(), 9));
        } catch (IOException e) {
            // closing reports that nobody listens
        }
        return feed.read(view);
    }

    @Test
    void liveShowsTheRatesOfTheService() throws Exception {
        ServiceProcess.until("rows are written", () -> !news(View.APPS).apps().isEmpty());
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            ServiceProcess.until("the service tells what moves", () -> {
                Update.SocketReadUpdate look = news(View.APPS).look();
                return look != null && look.total().total() > 0;
            });
            assertTrue(news(View.INTERFACES).trouble().startsWith("the service cannot write to "));
            Run once = Run.of(Map.of("HOME", home.toString()), "live", "--once");
            assertEquals(ExitCode.OK, once.status(), once.err());
            assertTrue(once.out().contains("Unattributed"), once.out());
            assertTrue(once.err().startsWith("netmon: the service cannot write to "), once.err());
            String status = Run.of(Map.of("HOME", home.toString()), "status").out();
            assertTrue(status.contains("the service cannot write to "), status);

            statement.execute("ROLLBACK");
        }
        ServiceProcess.until(
                "rows are written again", () -> !news(View.APPS).apps().isEmpty());
        ServiceProcess.until("all is well", () -> news(View.APPS).trouble().isEmpty());
    }
}
