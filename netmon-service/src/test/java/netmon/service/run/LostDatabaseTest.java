package netmon.service.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import netmon.service.fakes.Namespaces;
import netmon.service.fakes.Rows;
import netmon.store.Backup;
import netmon.store.Verifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is removed or replaced under the running service, while bytes flow; for root on Linux. */
class LostDatabaseTest {
    @TempDir
    private Path home;

    private Path database;
    private Namespaces wire;
    private List<Long> before;
    private Process traffic;

    @BeforeEach
    void beginsTraffic() throws Exception {
        database = home.resolve("netmon.db");
        wire = Namespaces.make();
        before = wire.kernel();
        try (Daemonized service = start()) {
            service.signal("TERM");
            assertEquals(0, service.exit()); // its baseline are the kernel's counters of before
        }
        traffic = wire.datagrams();
    }

    @AfterEach
    void endsTraffic() throws Exception {
        traffic.destroyForcibly().waitFor();
        wire.close();
    }

    @Test
    void aFileThatWasMovedAwayIsWholeAndANewOneGoesOnWhereItEnded() throws Exception {
        Path old = home.resolve("old.db");
        try (Daemonized service = start()) {
            awaitRows();
            Files.move(database, old);
            awaitTold(service);
            awaitRows();
            stop(service);
        }
        assertSound(old);
        assertEquals(kernel(), sum(database) + sum(old));
        assertEquals(List.of(), new Rows(database).of("SELECT app_name FROM app_traffic_logs WHERE timestamp < 1000"));
    }

    @Test
    void aDeletedFileIsBegunAnew() throws Exception {
        try (Daemonized service = start()) {
            awaitRows();
            Files.delete(database);
            awaitTold(service);
            awaitRows();
            stop(service);
        }
        assertSound(database);
    }

    @Test
    void eachNewFileTakesNoMoreDescriptors() throws Exception {
        try (Daemonized service = start()) {
            awaitRows();
            int before = sockets(service);
            Files.delete(database);
            awaitTold(service);
            awaitRows();
            assertEquals(before, sockets(service));
            stop(service);
        }
    }

    @Test
    void anOlderCopyIsBroughtUpToDate() throws Exception {
        Path copy = home.resolve("copy.db");
        try (Daemonized service = start()) {
            awaitRows();
            assertTrue(Backup.write(database, copy, (done, of) -> {}).isSound());
            long copied = sum(database);
            Daemonized.until("more is written", () -> sum(database) > copied);
            Files.move(copy, database, StandardCopyOption.ATOMIC_MOVE);
            awaitTold(service);
            Daemonized.until("it is written", () -> sum(database) > copied);
            stop(service);
        }
        assertEquals(kernel(), sum(database));
        assertEquals(
                List.of("not running"),
                new Rows(database).of("SELECT DISTINCT kind FROM gaps WHERE bytes_out > 0 AND ended > started"));
    }

    @Test
    void anOlderCopyThatIsCopiedOverTheFileIsBroughtUpToDate() throws Exception {
        Path copy = home.resolve("copy.db");
        try (Daemonized service = start()) {
            awaitRows();
            assertTrue(Backup.write(database, copy, (done, of) -> {}).isSound());
            long copied = sum(database);
            Daemonized.until("more is written", () -> sum(database) > copied);
            overwrite(Files.readAllBytes(copy));
            awaitTold(service, "was overwritten by another program");
            Daemonized.until("it is written", () -> sum(database) > copied);
            stop(service);
        }
        assertEquals(kernel(), sum(database));
    }

    @Test
    void aFileThatIsCutToNothingIsBegunAnewWhereItEnded() throws Exception {
        try (Daemonized service = start()) {
            awaitRows();
            overwrite(new byte[0]);
            awaitTold(service, "was overwritten by another program");
            awaitRows();
            stop(service);
        }
        assertSound(database);
        assertEquals(List.of(), new Rows(database).of("SELECT app_name FROM app_traffic_logs WHERE timestamp < 1000"));
    }

    @Test
    void aFileThatIsOverwrittenByGarbageIsKeptAside() throws Exception {
        byte[] garbage = "garbage ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        try (Daemonized service = start()) {
            awaitRows();
            overwrite(garbage);
            awaitTold(service, "it is damaged, or not a database; it is kept as ");
            awaitRows();
            stop(service);
        }
        assertSound(database);
        try (var aside = Files.newDirectoryStream(home, "netmon.db.corrupt-*")) {
            assertArrayEquals(garbage, Files.readAllBytes(aside.iterator().next()));
        }
    }

    /** Overwrites the content of the same file, as {@code cp} and the shell's {@code >} do. */
    private void overwrite(byte[] content) throws IOException {
        Files.write(database, content);
    }

    private Daemonized start() throws Exception {
        return Daemonized.start(wire.near(), home, "--db", database.toString(), "--interval", "200ms")
                .measuring();
    }

    /** Ends the traffic and then the service, so that the service measures all of it. */
    private void stop(Daemonized service) throws Exception {
        traffic.destroyForcibly().waitFor();
        service.signal("TERM");
        assertEquals(0, service.exit(), service.err());
        assertSound(database);
        assertEquals(List.of(), new Rows(database).unequal());
    }

    private static void awaitTold(Daemonized service) throws Exception {
        awaitTold(service, "was replaced or deleted while it was written");
    }

    private static void awaitTold(Daemonized service, String what) throws Exception {
        service.untilLogged(what);
        Daemonized.until(
                "it goes on",
                () -> service.err()
                                .lines()
                                .filter(each -> each.contains("measuring into"))
                                .count()
                        == 2);
    }

    private void awaitRows() throws Exception {
        Daemonized.until("rows are written", () -> Files.exists(database) && sum(database) > 0);
    }

    private long kernel() throws IOException, InterruptedException {
        List<Long> after = wire.kernel();
        return after.get(0) + after.get(1) - before.get(0) - before.get(1);
    }

    private static long sum(Path file) throws Exception {
        return Long.parseLong(new Rows(file)
                .of("SELECT coalesce(sum(bytes_in + bytes_out), 0) FROM counted_traffic")
                .get(0));
    }

    private static void assertSound(Path file) throws Exception {
        assertNull(Verifier.verify(file, (done, of) -> {}).damage());
        assertNull(Verifier.verify(file, (done, of) -> {}).difference());
    }

    private static boolean isSocket(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (NoSuchFileException e) {
            return false; // the service has closed it meanwhile
        }
    }

    private static int sockets(Daemonized service) throws IOException {
        int sockets = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/" + service.pid() + "/fd"))) {
            for (Path each : all) {
                sockets += isSocket(each) ? 1 : 0;
            }
        }
        return sockets;
    }
}
