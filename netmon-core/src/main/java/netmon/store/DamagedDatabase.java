package netmon.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import netmon.store.files.PrivateFiles;
import netmon.store.sqlite.Connections;

/** Puts a database that cannot be read any more out of the way, so that a new one can be begun and nothing is lost. */
public final class DamagedDatabase {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private DamagedDatabase() {}

    /**
     * Renames the file and its log to {@code netmon.db.corrupt-20261123T041500Z}, under the {@code ServiceLock} and with
     * no connection open. An empty file takes its place, which the same people may read: that of an installation for all
     * users is a group's.
     *
     * @return where the file is now
     */
    public static Path moveAside(Path file, Instant now) throws StoreException {
        Path aside = Connections.beside(file, ".corrupt-" + TIME.format(now));
        try {
            PrivateFiles.Access access = PrivateFiles.Access.of(file);
            for (String suffix :
                    List.of("-wal", "-shm", "-journal", "")) { // the log first: it must never meet a new file
                Path from = Connections.beside(file, suffix);
                if (Files.exists(from)) {
                    Files.move(from, Connections.beside(aside, suffix), StandardCopyOption.ATOMIC_MOVE);
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
