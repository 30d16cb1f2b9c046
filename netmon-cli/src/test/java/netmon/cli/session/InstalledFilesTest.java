package netmon.cli.session;


import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledFilesTest {
    @TempDir
    private Path folder;

    @Test
    void theFolderIsThatOfTheLauncherAlsoThroughALink() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("a b/lib"));
        Files.createFile(lib.resolve("netmon.jar"));
        Files.createFile(lib.resolve("make-archives"));
        Files.createSymbolicLink(folder.resolve("link"), lib);
        Path image = lib.toRealPath().getParent();
        assertEquals(image, InstalledFiles.folder(lib + "/netmon.jar"));
        assertEquals(image, InstalledFiles.folder(folder + "/link/netmon.jar"));
    }

    @Test
    void withoutALauncherThereIsNoFolder() throws IOException {
        Files.createFile(folder.resolve("netmon.jar"));
        assertNull(InstalledFiles.folder(folder + "/netmon.jar"));
        assertNull(InstalledFiles.folder(folder + "/classes:" + folder + "/netmon.jar"));
        assertNull(InstalledFiles.folder("\0"));
    }
}
