package netmon.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.files.CheckedFiles;
import netmon.store.files.PrivateFiles;
import netmon.store.sqlite.Connections;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.Migrations;

/** Copies a database as it is at one moment, even while the service writes it. */
public final class Backup {
    /** A larger database is not copied through memory. */
    private static final long MAX_IMAGE_BYTES = 64 << 20;

    /** The share of Java's memory that a copy may take. */
    private static final int MEMORY_PART = 4;

    /** The share of free pages that a copy may contain: those that the next hours need. */
    private static final int FREE_PART = 8;

    /**
     * The offsets of the write version and the read version in the file header, and their value in a file without a
     * write-ahead log: https://www.sqlite.org/fileformat.html#file_format_version_numbers.
     */
    private static final int WRITE_VERSION_AT = 18;

    private static final int READ_VERSION_AT = 19;
    private static final byte WITHOUT_LOG = 1;

    private Backup() {}

    /**
     * Writes the copy and verifies it. What is wrong with the copy is part of the result.
     *
     * @param copy a file that does not exist yet; it is removed again if it cannot be finished
     * @throws StoreException if the file exists, it cannot be written, or the database cannot be read
     */
    public static Verification write(Path database, Path copy, Verifier.Progress progress) throws StoreException {
        makeFile(copy);
        boolean finished = false;
        try {
            copy(database, copy);
            finished = true;
        } finally {
            if (!finished) {
                remove(copy);
            }
        }
        return verified(copy, progress);
    }

    /** A copy of a damaged database is better than none, so it stays. */
    private static Verification verified(Path copy, Verifier.Progress progress) {
        try {
            return Verifier.verify(copy, progress);
        } catch (StoreException e) {
            return new Verification(Migrations.VERSION, 0, null, e.getMessage());
        }
    }

    private static void copy(Path database, Path copy) throws StoreException {
        Database source = Connections.reader(database);
        try (source) {
            source.allowLongStatements();
            source.snapshot();
            Migrations.requireCurrent(source);
            if (fitsIntoMemory(source) && !hasManyFreePages(source)) {
                writeImage(source, copy);
            } else {
                source.endSnapshot();
                source.vacuumInto(copy);
            }
        } catch (IOException e) {
            throw StoreException.of("cannot write " + copy, e);
        }
    }

    /** Copies page by page, which takes a quarter of the time of {@code VACUUM INTO}. */
    private static void writeImage(Database source, Path copy) throws StoreException, IOException {
        byte[] image = source.image();
        image[WRITE_VERSION_AT] = WITHOUT_LOG;
        image[READ_VERSION_AT] = WITHOUT_LOG;
        ByteBuffer bytes = ByteBuffer.wrap(image);
        try (FileChannel file = CheckedFiles.open(copy, CheckedFiles.FileUse.WRITE)) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }

    private static boolean fitsIntoMemory(Database source) throws StoreException {
        long bytes = source.number("PRAGMA page_count") * source.number("PRAGMA page_size");
        return bytes <= Math.min(MAX_IMAGE_BYTES, Runtime.getRuntime().maxMemory() / MEMORY_PART);
    }

    /** Whether so many pages are free that a copy should leave them out. */
    private static boolean hasManyFreePages(Database source) throws StoreException {
        return source.number("PRAGMA freelist_count") > source.number("PRAGMA page_count") / FREE_PART;
    }

    private static void makeFile(Path copy) throws StoreException {
        try {
            PrivateFiles.makeNew(copy);
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(Remedy.UNUSABLE, copy + " is there already");
        } catch (NoSuchFileException e) {
            Path folder = copy.toAbsolutePath().getParent();
            throw new StoreException(Remedy.UNUSABLE, "folder " + folder + " does not exist", e);
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
