package netmon.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import netmon.store.StoreException.Kind;

/** Copies a database, also one that is being written, as it is at one moment. */
public final class Backup {
    private Backup() {}

    /**
     * Writes the copy and looks at it as {@link Verifier} does.
     *
     * @param copy a file that is not there yet; what was written of it is removed when it cannot be finished
     * @throws StoreException if there is such a file, it cannot be written, or the database cannot be read
     */
    public static Verification write(Path database, Path copy, Verifier.Progress progress) throws StoreException {
        requireAbsent(copy);
        Database source = Connections.reader(database);
        boolean written = false;
        try (source) {
            Migrations.requireCurrent(source, database);
            PrivateFiles.makeFile(copy);
            source.update("VACUUM INTO ?", copy.toAbsolutePath().toString());
            written = true;
        } catch (SQLException e) {
            throw StoreException.of("cannot copy " + database + " to " + copy, e);
        } catch (IOException e) {
            throw StoreException.of("cannot write " + copy, e);
        } finally {
            if (!written) {
                remove(copy);
            }
        }
        return Verifier.verify(copy, progress);
    }

    private static void requireAbsent(Path copy) throws StoreException {
        if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(Kind.UNUSABLE, copy + " is there already");
        }
    }

    private static void remove(Path copy) throws StoreException {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw StoreException.of("cannot remove " + copy, e);
        }
    }
}
