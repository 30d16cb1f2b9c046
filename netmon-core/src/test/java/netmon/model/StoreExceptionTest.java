package netmon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
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
    void aReasonIsASentenceAndNotTheNameOfAnException() {
        assertEquals(
                "cannot write it: permission denied for /root/report.html",
                StoreException.of("cannot write it", new AccessDeniedException("/root/report.html"))
                        .getMessage());
        StoreException full = StoreException.of("cannot write it", new IOException("No space left on device"));
        assertEquals("cannot write it: No space left on device", full.getMessage());
        assertEquals(StoreException.Remedy.FULL, full.kind());
        assertEquals(
                "cannot write it: EOFException",
                StoreException.of("cannot write it", new EOFException()).getMessage());
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
