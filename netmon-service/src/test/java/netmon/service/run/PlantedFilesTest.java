package netmon.service.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody who can write into the folder has put something else where the service expects a file of its own. */
class PlantedFilesTest {
    private static final int SOMEBODY = 65_534;

    @TempDir
    private Path home;

    private Path folder;
    private Path precious;

    @BeforeEach
    void makes() throws Exception {
        folder = Files.createDirectory(home.resolve("folder"));
        precious = Files.writeString(home.resolve("precious"), "precious");
        Files.setPosixFilePermissions(precious, PosixFilePermissions.fromString("rw-r--r--"));
    }

    @ParameterizedTest
    @CsvSource({
        "pipe, netmon.db, 4, is not a file",
        "pipe, netmon.db-wal, 4, is not a regular file",
        "pipe, netmon.db.lock, 4, is not a regular file",
        "pipe, netmon.db.heartbeat, 4, is not a regular file",
        "pipe, service.log, 1, is not a regular file",
        "pipe, .netmon/netmon.properties, 2, is not a regular file",
        "hard link, netmon.db-shm, 4, has a second name",
        "hard link, netmon.db.lock, 4, has a second name",
        "hard link, netmon.db.heartbeat, 4, has a second name",
        "hard link, service.log, 1, has a second name",
        "folder, netmon.db-wal, 4, is not a regular file",
        "folder, netmon.db.lock, 4, is not a regular file",
        "socket, netmon.db.heartbeat, 4, is not a regular file",
        "socket, service.log, 1, is not a regular file",
        "other owner, netmon.db, 4, belongs to",
        "other owner, netmon.db.lock, 4, belongs to",
        "other owner, service.log, 1, belongs to",
        "other owner, .netmon/netmon.properties, 2, belongs to"
    })
    void isRefusedWithASentenceAndNotTouched(String sort, String name, int status, String reason) throws Exception {
        Path planted = plant(sort, folder.resolve(name));
        Map<String, Object> before =
                Files.readAttributes(planted, "unix:mode,uid,ino,size,nlink", LinkOption.NOFOLLOW_LINKS);
        try (Daemonized service = start()) {
            assertEquals(status, service.exit(), service::toString);
            assertTrue(
                    service.err().contains(planted + (reason.equals("is not a file") ? " " : ": ") + reason),
                    service.err());
            assertEquals(1, service.err().lines().count(), service.err());
        }
        assertEquals(before, Files.readAttributes(planted, "unix:mode,uid,ino,size,nlink", LinkOption.NOFOLLOW_LINKS));
        assertEquals("precious", Files.readString(precious));
    }

    @ParameterizedTest
    @CsvSource({"pipe", "hard link", "folder", "other owner"})
    void inPlaceOfTheSocketItIsLeftAloneAndNetmonMeasures(String sort) throws Exception {
        Path planted = plant(sort, folder.resolve("netmon.db.socket"));
        Object before = Files.getAttribute(planted, "unix:ino", LinkOption.NOFOLLOW_LINKS);
        Path log = folder.resolve("service.log");
        try (Daemonized service = start()) {
            Daemonized.until(
                    "it measures",
                    () -> Files.exists(log) && Files.readString(log).contains("measuring into"));
            assertTrue(Files.readString(log).contains(planted + ": is not a socket"), Files.readString(log));
            service.signal("TERM");
            assertEquals(0, service.exit());
        }
        assertEquals(before, Files.getAttribute(planted, "unix:ino", LinkOption.NOFOLLOW_LINKS));
        assertEquals("precious", Files.readString(precious));
    }

    private Daemonized start() throws Exception {
        return Daemonized.start(
                List.of("env", "HOME=" + folder),
                home,
                "--db",
                folder.resolve("netmon.db").toString(),
                "--log",
                folder.resolve("service.log").toString());
    }

    private Path plant(String sort, Path at) throws Exception {
        Files.createDirectories(at.getParent());
        switch (sort) {
            case "pipe" ->
                assumeTrue(
                        new ProcessBuilder("mkfifo", at.toString()).start().waitFor() == 0,
                        "skipped: there is no mkfifo");
            case "hard link" -> Files.createLink(at, precious);
            case "folder" -> Files.createDirectory(at);
            case "socket" ->
                ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                        .bind(UnixDomainSocketAddress.of(at))
                        .close();
            default -> {
                Files.writeString(at, "");
                assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can give a file away");
                Files.setAttribute(at, "unix:uid", SOMEBODY);
            }
        }
        return at;
    }
}
