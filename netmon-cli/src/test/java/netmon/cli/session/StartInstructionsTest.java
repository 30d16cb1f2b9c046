package netmon.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import netmon.cli.session.InstalledFiles;
import org.junit.jupiter.api.Test;

class StartInstructionsTest {
    @Test
    void anInstallationIsNotStartedByTheScripts() {
        Path installed = Path.of("/home/me/.local/lib/netmon");
        assertEquals("netmon setup", StartInstructions.of(installed, false).restart());
        assertTrue(StartInstructions.of(installed, true).start().startsWith("'sudo netmon setup --system'"));
        for (Path built : new Path[] {Path.of("/home/me/src/netmon/bin"), null}) {
            assertEquals(
                    "scripts/stop, scripts/start",
                    StartInstructions.of(built, false).restart());
        }
    }

    @Test
    void setupIsRunAgainWhereItHasInstalled() {
        assertEquals(Path.of("/opt/x"), InstalledFiles.installedPrefix(Path.of("/opt/x/lib/netmon")));
        assertNull(InstalledFiles.installedPrefix(Path.of("/home/me/src/netmon/bin")));
    }
}
