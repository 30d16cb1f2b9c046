package netmon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreExceptionTest {
    @TempDir
    private Path folder;

    @Test
    void aMissingFolderIsNamed() {
        Path file = folder.resolve("missing/report.html");
        IOException failure = assertThrows(IOException.class, () -> Files.writeString(file, ""));

        assertEquals(
                "cannot write it: folder " + file.getParent() + " does not exist",
                StoreException.of("cannot write it", failure).getMessage());
    }

    @Test
    void aMissingFileInAFolderIsNoMissingFolder() {
        Path file = folder.resolve("missing");
        IOException failure = assertThrows(IOException.class, () -> Files.readString(file));

        assertEquals(
                "cannot read it: NoSuchFileException: " + file,
                StoreException.of("cannot read it", failure).getMessage());
    }
}
