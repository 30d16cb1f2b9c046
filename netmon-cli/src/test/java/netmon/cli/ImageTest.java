package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTest {
    @TempDir
    private Path folder;

    @Test
    void isWhereTheLauncherFoundTheJarEvenThroughALink() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("a b/lib"));
        Files.createFile(lib.resolve("netmon.jar"));
        Files.createFile(lib.resolve("make-archives"));
        Files.createSymbolicLink(folder.resolve("link"), lib);
        Path image = lib.toRealPath().getParent();
        assertEquals(image, Image.folder(lib + "/netmon.jar"));
        assertEquals(image, Image.folder(folder + "/link/netmon.jar"));
    }

    @Test
    void isNoneWhereNoLauncherStartedTheProgram() throws IOException {
        Files.createFile(folder.resolve("netmon.jar"));
        assertNull(Image.folder(folder + "/netmon.jar"));
        assertNull(Image.folder(folder + "/classes:" + folder + "/netmon.jar"));
        assertNull(Image.folder("\0"));
    }
}
