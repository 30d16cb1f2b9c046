package netmon.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    Path dir;

    @Test
    void aReplacedFileIsWholeAndALinkInItsPlaceIsNotFollowed() throws Exception {
        Path victim = Files.writeString(dir.resolve("victim"), "precious");
        for (String planted : List.of("page", "page.new")) {
            Files.createSymbolicLink(dir.resolve(planted), victim);
        }
        PrivateFiles.replace(dir.resolve("page"), "all of it", "rw-------");
        assertEquals("all of it", Files.readString(dir.resolve("page")));
        assertFalse(Files.isSymbolicLink(dir.resolve("page")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("page"))));
        assertFalse(Files.exists(dir.resolve("page.new"), LinkOption.NOFOLLOW_LINKS));
        assertEquals("precious", Files.readString(victim));
    }

    @Test
    void aFolderInItsPlaceStaysAndNothingIsLeftBehind() throws Exception {
        Path page = Files.createDirectory(dir.resolve("page"));
        Files.writeString(page.resolve("kept"), "kept");
        assertThrows(IOException.class, () -> PrivateFiles.replace(page, "text", "rw-------"));
        assertEquals("kept", Files.readString(page.resolve("kept")));
        assertFalse(Files.exists(dir.resolve("page.new")));
    }
}
