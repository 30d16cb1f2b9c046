package netmon.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import netmon.model.StoreException;
import netmon.store.files.PrivateFiles;

/** Renames an unreadable database, so that the service can start a new one and nothing is deleted. */
public final class DamagedDatabase {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private DamagedDatabase() {}

    /**
     * Renames the file and its log, for example to {@code netmon.db.corrupt-20261123T041500Z}; the caller has no open
     * connection. An empty file takes the old name, with the same group and permissions.
     */
    public static Path moveAside(Path file, Instant now) throws StoreException {
        Path aside = PrivateFiles.beside(file, ".corrupt-" + TIME.format(now));
        try {
            PrivateFiles.Access access = PrivateFiles.Access.of(file);
            // The log goes first: SQLite must never apply it to the new file.
            for (String suffix : List.of("-wal", "-shm", "-journal", "")) {
                Path from = PrivateFiles.beside(file, suffix);
                if (Files.exists(from)) {
                    Files.move(from, PrivateFiles.beside(aside, suffix), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            PrivateFiles.makeNew(file);
            access.allow(file);
            return aside;
        } catch (IOException e) {
            throw StoreException.of("cannot move " + file + " to " + aside, e);
        }
    }
}
