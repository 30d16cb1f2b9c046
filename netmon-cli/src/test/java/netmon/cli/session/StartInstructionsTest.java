package netmon.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartInstructionsTest {
    @TempDir
    private Path root;

    private String start(Path image, boolean shared, Path current) {
        return StartInstructions.of(root, image, shared, current).start();
    }

    @Test
    void anInstallationIsStartedBySetupAndACheckoutByItsScripts() throws IOException {
        Path installed = Path.of("/home/me/.local/lib/netmon");
        assertEquals("netmon setup", start(installed, false, root));
        assertEquals("sudo netmon setup --system", start(installed, true, root));

        Path checkout = root.resolve("src/netmon");
        Files.createDirectories(checkout.resolve("scripts"));
        Files.createFile(checkout.resolve("scripts/start"));
        Path built = checkout.resolve("bin");
        assertEquals("scripts/start", start(built, false, checkout));
        assertEquals(checkout + "/scripts/start", start(built, false, root));
        assertEquals(
                "scripts/stop && scripts/start",
                StartInstructions.of(root, built, false, checkout).restart());
    }

    @Test
    void anUnpackedArchiveIsStartedByItsOwnSetup() {
        Path folder = root.resolve("netmon-0.1.0");
        assertEquals("./netmon setup", start(folder, false, folder));
        assertEquals(folder + "/netmon setup", start(folder, false, root));
    }

    @Test
    void packageManagersHaveTheirOwnCommands() throws IOException {
        Path folder = root.resolve("usr/lib/netmon");
        assertEquals("sudo netmon setup --system", start(folder, true, root));

        Path list = root.resolve("var/lib/dpkg/info/netmon.list");
        Files.createDirectories(list.getParent());
        Files.createFile(list);
        assertEquals("sudo systemctl start netmon", start(folder, true, root));
        assertEquals(
                "sudo systemctl stop netmon",
                StartInstructions.of(root, folder, true, root).stop());
        assertEquals(
                "brew services start netmon", start(Path.of("/opt/homebrew/Cellar/netmon/0.1.0/libexec"), false, root));
    }

    @Test
    void setupIsRunAgainWhereItHasInstalled() {
        assertEquals(Path.of("/opt/x"), InstalledFiles.installedPrefix(Path.of("/opt/x/lib/netmon")));
        assertNull(InstalledFiles.installedPrefix(Path.of("/home/me/src/netmon/bin")));
    }
}
