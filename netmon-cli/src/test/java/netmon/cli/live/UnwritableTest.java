package netmon.cli.live;

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
import java.time.ZoneOffset;
import java.util.Map;
import netmon.cli.Run;
import netmon.cli.ServiceProcess;
import netmon.cli.session.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real service that cannot write, because another program has locked its database: the command shows the bytes
 * anyway.
 */
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
        feed = new LiveFeed(database, () -> Instant.now().getEpochSecond(), ZoneOffset.UTC);
    }

    @AfterEach
    void stops() {
        service.close();
    }

    /** The new data after some bytes on the counted interface. */
    private Update update(View view) throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[10_000], 10_000, InetAddress.getLoopbackAddress(), 9));
        } catch (IOException e) {
            // no program listens on the port; the bytes moved anyway
        }
        return feed.read(view);
    }

    @Test
    void liveShowsTheRatesOfTheServiceAndSaysWhy() throws Exception {
        ServiceProcess.until(
                "rows are written", () -> !update(View.APPS).stored().apps().isEmpty());
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            ServiceProcess.until("the service reports what moves", () -> {
                Update.SocketReadUpdate read = update(View.APPS).read();
                return read != null && read.total().total() > 0;
            });
            assertTrue(update(View.INTERFACES).trouble().startsWith("the service cannot write to "));
            Run once = Run.of(Map.of("HOME", home.toString()), "live", "--once");
            assertEquals(ExitCode.OK, once.status(), once.err());
            assertTrue(once.out().contains("Unattributed"), once.out());
            assertTrue(once.err().startsWith("netmon: the service cannot write to "), once.err());
            String status = Run.of(Map.of("HOME", home.toString()), "status").out();
            assertTrue(status.contains("the service cannot write to "), status);

            statement.execute("ROLLBACK");
        }
        ServiceProcess.until(
                "rows are written again",
                () -> !update(View.APPS).stored().apps().isEmpty());
        ServiceProcess.until("all is well", () -> update(View.APPS).trouble().isEmpty());
    }
}
