package netmon.service.settings;

import netmon.service.run.Daemonized;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SudoGuardTest {
    /** An arbitrary uid. */
    private static final int UID = 4242;

    @TempDir
    private Path home;

    @Test
    void aUserWithoutSudoMayWriteAnywhere() throws Exception {
        Object uid = Files.getAttribute(home, "unix:uid");
        Path file = home.resolve("no/such/folder/netmon.db");
        assertNull(new SudoGuard(Map.of(), "root").objection(file));
        assertNull(new SudoGuard(Map.of("SUDO_UID", uid.toString()), "somebody").objection(file));
        assertNull(new SudoGuard(Map.of("SUDO_UID", "4711"), "root").objection(file), "it is not that user's");
        assertFalse(new SudoGuard(Map.of("SUDO_UID", "0"), "root").isUsed(), "root typed it");
    }

    @Test
    void startedBySudoItLeavesNothingInTheUsersHome() throws Exception {
        givesHomeAway();
        List<String> sudo = List.of("env", "SUDO_UID=" + UID, "SUDO_USER=me", "HOME=" + home);
        try (Daemonized service = Daemonized.start(sudo, home)) {
            assertEquals(1, service.exit());
            assertEquals(
                    "netmon-service: started by sudo: " + home
                            + "/.netmon/netmon.db would belong to root in a folder of me;"
                            + " start it without sudo, or name a file in a folder of root\n",
                    service.err());
        }
        try (Stream<Path> left = Files.list(home)) {
            assertTrue(left.allMatch(each -> each.toString().endsWith(".err")), "only this test's own file");
        }
    }

    @Test
    void startedBySudoItNamesTheOwnerOfItsDatabase(@TempDir Path rootsOwn) throws Exception {
        givesHomeAway();
        List<String> sudo = List.of("env", "SUDO_UID=" + UID, "SUDO_USER=me");
        Path database = rootsOwn.resolve("netmon.db");
        try (Daemonized service =
                Daemonized.start(sudo, home, "--db", database.toString()).measuring()) {
            assertTrue(service.err().contains("started by sudo: " + database + " belongs to root"), service.err());
        }
    }

    private void givesHomeAway() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can give a folder away");
        Files.setAttribute(home, "unix:uid", UID);
    }
}
