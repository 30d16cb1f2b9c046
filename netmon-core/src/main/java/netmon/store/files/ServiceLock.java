package netmon.store.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.files.CheckedFiles.FileUse;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a database: a lock on the file {@code netmon.db.lock}, which contains the owner's pid. The system
 * releases it when the process ends. The file stays: otherwise two processes could lock two files of the same name.
 * Only its owner may read it, because who can read a file can lock it.
 */
public final class ServiceLock implements AutoCloseable {
    /** A start retries, because {@link #holder} takes the lock for a moment. */
    private static final int ATTEMPTS = 5;

    private static final long BETWEEN_ATTEMPTS_MILLIS = 20;

    /** A pid and a newline. */
    private static final int CONTENT_BYTES = 32;

    /** Locks of this process: it would lose one by closing another channel to the same file, so it opens none. */
    private static final Map<Path, Long> OWN = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private ServiceLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock; makes the folder if it is missing.
     *
     * @throws StoreException of kind {@link Remedy#BUSY} with the pid of the holder if another service has the lock
     */
    public static ServiceLock acquire(Path database) throws StoreException {
        Path file = file(database);
        long pid = ProcessHandle.current().pid();
        if (OWN.putIfAbsent(file, pid) != null) {
            throw taken(database, pid);
        }
        boolean locked = false;
        try {
            ServiceLock lock = lock(database, file, pid);
            locked = true;
            return lock;
        } catch (IOException e) {
            throw StoreException.of("cannot lock " + file, e);
        } finally {
            if (!locked) {
                OWN.remove(file);
            }
        }
    }

    /** The pid of the process that has the lock, 0 if that is unknown; null if no process has it. */
    public static @Nullable Long holder(Path database) throws StoreException {
        Path file = file(database);
        Long own = OWN.get(file);
        if (own != null || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return own;
        }
        try (FileChannel channel = CheckedFiles.open(file, FileUse.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null ? (Long) pid(channel) : null;
        } catch (AccessDeniedException e) {
            return Heartbeat.writer(database);
        } catch (IOException e) {
            throw StoreException.of("cannot read " + file, e);
        }
    }

    @Override
    public void close() throws StoreException {
        try {
            channel.close();
        } catch (IOException e) {
            throw StoreException.of("cannot close " + file, e);
        } finally {
            OWN.remove(file);
        }
    }

    private static ServiceLock lock(Path database, Path file, long pid) throws IOException, StoreException {
        PrivateFiles.prepareFolder(database);
        FileChannel channel = locked(database, file);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.UTF_8)), 0);
        return new ServiceLock(file, channel);
    }

    private static FileChannel locked(Path database, Path file) throws IOException, StoreException {
        boolean couldOthersLock = PrivateFiles.isReadableByOthers(file);
        FileChannel channel = CheckedFiles.open(file, FileUse.WRITE_PRIVATE);
        if (tryLock(channel)) {
            return channel;
        }
        try (channel) {
            long pid = pid(channel);
            boolean isService = pid != 0 && ProcessHandle.of(pid).isPresent();
            if (isService || !couldOthersLock) {
                throw taken(database, pid);
            }
        }
        return replace(file);
    }

    /** A new lock file that no other user may open, and so nobody else can lock. */
    private static FileChannel replace(Path file) throws IOException {
        Files.deleteIfExists(file);
        FileChannel channel = CheckedFiles.open(file, FileUse.WRITE_PRIVATE);
        if (!tryLock(channel)) {
            channel.close();
            throw new FileSystemException(file.toString(), null, "another program holds it");
        }
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (channel.tryLock() != null) {
                return true;
            }
            pause();
        }
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long pid(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(CONTENT_BYTES);
        channel.read(content, 0);
        String text = StandardCharsets.UTF_8.decode(content.flip()).toString().strip();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0; // the holder has not written its pid yet
        }
    }

    private static StoreException taken(Path database, long pid) {
        String who = pid == 0 ? "" : " (pid " + pid + ")";
        return new StoreException(Remedy.BUSY, "another netmon-service" + who + " writes to " + database);
    }

    private static Path file(Path database) {
        return PrivateFiles.beside(database.toAbsolutePath().normalize(), ".lock");
    }
}
