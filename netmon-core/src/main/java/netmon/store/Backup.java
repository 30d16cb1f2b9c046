package netmon.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.files.PrivateFiles;
import netmon.store.sqlite.Connections;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.Migrations;

/** Copies a database, also one that is being written, as it is at one moment. */
public final class Backup {
    /** A larger one does not go through memory. */
    private static final long MOST_BYTES = 64 << 20;

    /** The part of Java's memory that a copy may take. */
    private static final int MEMORY_PART = 4;

    /** The part of a file's pages that may lie idle in a copy: those that the next hours need. */
    private static final int IDLE_PART = 8;

    /**
     * Where a file's header says how it is written and how it is to be read, and what stands there in one that has no
     * log: https://www.sqlite.org/fileformat.html#file_format_version_numbers.
     */
    private static final int WRITE_VERSION_AT = 18;

    private static final int READ_VERSION_AT = 19;
    private static final byte WITHOUT_LOG = 1;

    private Backup() {}

    /**
     * Writes the copy and looks at it as {@link Verifier} does.
     *
     * @param copy a file that is not there yet; what was written of it is removed when it cannot be finished
     * @throws StoreException if there is such a file, it cannot be written, or the database cannot be read
     */
    public static Verification write(Path database, Path copy, Verifier.Progress progress) throws StoreException {
        makeFile(copy);
        boolean finished = false;
        try {
            copy(database, copy);
            Verification found = Verifier.verify(copy, progress);
            finished = true;
            return found;
        } finally {
            if (!finished) {
                remove(copy);
            }
        }
    }

    private static void copy(Path database, Path copy) throws StoreException {
        Database source = Connections.reader(database);
        try (source) {
            source.snapshot();
            Migrations.requireCurrent(source);
            if (fitsIntoMemory(source) && !isHollow(source)) {
                writeImage(source, copy);
            } else {
                source.endSnapshot();
                source.vacuumInto(copy);
            }
        } catch (IOException e) {
            throw StoreException.of("cannot write " + copy, e);
        }
    }

    /** Page by page: it takes a quarter of the time that writing everything anew takes. */
    private static void writeImage(Database source, Path copy) throws StoreException, IOException {
        byte[] image = source.image();
        image[WRITE_VERSION_AT] = WITHOUT_LOG;
        image[READ_VERSION_AT] = WITHOUT_LOG;
        ByteBuffer bytes = ByteBuffer.wrap(image);
        try (FileChannel file = PrivateFiles.open(copy)) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }

    private static boolean fitsIntoMemory(Database source) throws StoreException {
        long bytes = source.number("PRAGMA page_count") * source.number("PRAGMA page_size");
        return bytes <= Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / MEMORY_PART);
    }

    /** Whether so much of it is free that a copy should leave that out. */
    private static boolean isHollow(Database source) throws StoreException {
        return source.number("PRAGMA freelist_count") > source.number("PRAGMA page_count") / IDLE_PART;
    }

    private static void makeFile(Path copy) throws StoreException {
        try {
            PrivateFiles.makeNew(copy);
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(Remedy.UNUSABLE, copy + " is there already");
        } catch (IOException e) {
            throw StoreException.of("cannot write " + copy, e);
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
