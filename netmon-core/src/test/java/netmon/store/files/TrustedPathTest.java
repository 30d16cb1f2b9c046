package netmon.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import netmon.model.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On real files; those of another user need root. */
class TrustedPathTest {
    private static final int NOBODY = 65534;

    @TempDir
    Path dir;

    @Test
    void nobodyElseCanChangeAFileInAnOwnFolder() throws Exception {
        assertNull(TrustedPath.objection(Files.createFile(dir.resolve("program"))));
        assertNull(TrustedPath.folderObjection(dir));
    }

    @ParameterizedTest
    @ValueSource(ints = {0666, 0620})
    void aFileThatOthersCanWriteIsNamed(int mode) throws Exception {
        Path file = Files.createFile(dir.resolve("program"));
        Files.setAttribute(file, "unix:mode", mode);
        assertEquals("other users can write to " + file, TrustedPath.objection(file));
    }

    /** The files there are their owners', but everybody can add one. */
    @Test
    void aStickyFolderIsTrustedForAFileAndNotForWhatIsBesideIt() throws Exception {
        Files.setAttribute(dir, "unix:mode", 01777);
        assertNull(TrustedPath.objection(Files.createFile(dir.resolve("program"))));
        assertEquals("other users can write to " + dir, TrustedPath.folderObjection(dir));
    }

    @Test
    void theFolderOfALinksTargetIsExaminedToo() throws Exception {
        Path open = Files.createDirectory(dir.resolve("open"));
        Path file = Files.createFile(open.resolve("program"));
        Path link =
                Files.createSymbolicLink(dir.resolve("link"), Path.of("../" + dir.getFileName() + "/./open/program"));
        assertNull(TrustedPath.objection(link));
        Files.setAttribute(open, "unix:mode", 0777);
        assertEquals("other users can write to " + open, TrustedPath.objection(link));
        assertTrue(Files.exists(file));
    }

    @Test
    void linksInACircleAreAnErrorOfOneSentence() throws Exception {
        Path link = dir.resolve("link");
        Files.createSymbolicLink(link, link);
        assertThrows(IOException.class, () -> TrustedPath.objection(link));
    }

    @Test
    void aFolderOrALinkOfAnotherUserIsNamed() throws Exception {
        assumeTrue(OwnUser.isRoot(), "only root can give a file away");
        Path theirs = Files.createDirectory(dir.resolve("theirs"));
        Path own = Files.createFile(theirs.resolve("program"));
        Files.setAttribute(theirs, "unix:uid", NOBODY);
        assertNotNull(TrustedPath.objection(own));
        Path link = Files.createSymbolicLink(dir.resolve("link"), Files.createFile(dir.resolve("program")));
        Files.setAttribute(link, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        assertTrue(String.valueOf(TrustedPath.objection(link)).startsWith(link + " belongs to "));
    }

    @Test
    void rootMakesNoFolderForADatabaseInTheFolderOfAnotherUser() throws Exception {
        assumeTrue(OwnUser.isRoot(), "only root can give a file away");
        Files.setAttribute(dir, "unix:uid", NOBODY);
        Path database = dir.resolve("new/netmon.db");
        StoreException refused = assertThrows(StoreException.class, () -> PrivateFiles.prepareFolder(database));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("root does not write to " + database));
        assertTrue(Files.notExists(dir.resolve("new")));
    }
}
