package netmon.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupAccessTest {
    @TempDir
    private Path folder;

    private String group() throws Exception {
        return Files.readAttributes(folder, PosixFileAttributes.class).group().getName();
    }

    private static void permit(Path path, String permissions) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void theGroupThatMayReadAFileIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("netmon.db"));
        permit(file, "rw-r-----");
        assertEquals("; members of the group " + group() + " may", Connections.groupAccess(file));
        permit(file, "rw-------");
        assertEquals("", Connections.groupAccess(file));
    }

    @Test
    void ifTheFileIsHiddenTheGroupThatMayEnterTheFolderIsNamed() throws Exception {
        permit(folder, "rwxr-x---");
        assertEquals(
                "; members of the group " + group() + " may", Connections.groupAccess(folder.resolve("netmon.db")));
        permit(folder, "rwx------");
        assertEquals("", Connections.groupAccess(folder.resolve("netmon.db")));
    }
}
