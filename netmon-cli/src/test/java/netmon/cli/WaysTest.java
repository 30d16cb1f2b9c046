package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WaysTest {
    @Test
    void whoHasInstalledNetmonIsNotSentToScriptsThatAreNotThere() {
        Path installed = Path.of("/home/me/.local/lib/netmon");
        assertEquals("netmon setup", Ways.of(installed, false).restart());
        assertTrue(Ways.of(installed, true).start().startsWith("'sudo netmon setup --system'"));
        for (Path built : new Path[] {Path.of("/home/me/src/netmon/bin"), null}) {
            assertEquals("scripts/stop, scripts/start", Ways.of(built, false).restart());
        }
    }

    @Test
    void setupIsRunAgainWhereItHasInstalled() {
        assertEquals(Path.of("/opt/x"), Image.installedPrefix(Path.of("/opt/x/lib/netmon")));
        assertNull(Image.installedPrefix(Path.of("/home/me/src/netmon/bin")));
    }
}
