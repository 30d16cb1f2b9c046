package netmon.store.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the service was last alive, also while nothing moves and so nothing is stored. The file
 * {@code netmon.db.heartbeat} holds the service's pid, its start in epoch milliseconds, and the file in memory whose
 * time is the last beat: {@code 4711 1790000000000 /dev/shm/netmon-4711-17c3a}. A file on a disk would have the disk
 * written each second. Where there is none in memory, {@code -} stands in its place, and the time of
 * {@code netmon.db.heartbeat} is changed now and then. When the service ends, that is the last beat and the third word
 * goes.
 */
public final class Heartbeat implements AutoCloseable {
    private static final Pattern CONTENT = Pattern.compile("(\\d{1,18}) (\\d{1,18})(?: (-|/[\\w./-]{1,100}))?\\s*");

    /** No content of this file is longer; what is was not written by netmon. */
    private static final int MAX_BYTES = 160;

    private static final String ON_DISK = "-";

    /** How often the disk's file is touched where there is none in memory: a page in ten minutes, say 7 bytes a second. */
    private static final long SELDOM_MILLIS = 600_000;

    /**
     * What the file says.
     *
     * @param pid the service's number
     * @param started when it started, epoch milliseconds
     * @param lastAlive when it is known to have worked last, epoch milliseconds
     * @param exact whether it did not work any more a second later; else the machine was switched off in between, or
     *     this is one without files in memory
     * @param running whether it still has the database's lock
     */
    public record Pulse(long pid, long started, long lastAlive, boolean exact, boolean running) {
        private static final long MILLIS = 1000;

        /** For how many seconds it has given no sign of life; 0 where that is not known. */
        public long silentSeconds(long now) {
            return exact ? now - lastAlive / MILLIS : 0;
        }
    }

    private final Path file;
    private final String identity;
    private final Path memory;
    private @Nullable MemoryBeat beat;
    private long last;
    private long kept;

    private Heartbeat(Path file, String identity, Path memory) {
        this.file = file;
        this.identity = identity;
        this.memory = memory;
    }

    /** Begins to beat. The caller has the {@link ServiceLock}, and has read what the last service left. */
    public static Heartbeat start(Path database, long wallMillis) throws StoreException {
        return start(database, wallMillis, MemoryBeat.FOLDER);
    }

    static Heartbeat start(Path database, long wallMillis, Path memory) throws StoreException {
        Path file = file(database);
        String identity = ProcessHandle.current().pid() + " " + wallMillis;
        Heartbeat heartbeat = new Heartbeat(file, identity, memory);
        try {
            PrivateFiles.makeFile(file);
            forgetMemory(file);
            heartbeat.begin(wallMillis);
        } catch (IOException e) {
            throw StoreException.of("cannot write " + file, e);
        }
        return heartbeat;
    }

    /** Says that the service is alive now. */
    public void beat(long wallMillis) throws StoreException {
        last = wallMillis;
        try {
            if (beat != null) {
                touchMemory(beat, wallMillis);
            } else if (Math.abs(wallMillis - kept) >= SELDOM_MILLIS) {
                keep();
            }
        } catch (IOException e) {
            throw StoreException.of("cannot touch " + file, e);
        }
    }

    /** The service ends: the last beat is kept on the disk, since what is in memory ends with the machine. */
    @Override
    public void close() throws StoreException {
        try (FileChannel channel = PrivateFiles.open(file)) {
            channel.truncate(identity.length());
            keep();
            if (beat != null) {
                Files.deleteIfExists(beat.file());
            }
        } catch (IOException e) {
            throw StoreException.of("cannot write " + file, e);
        }
    }

    /** The last service's pulse; null where none ever ran. */
    public static @Nullable Pulse read(Path database) throws StoreException {
        Path file = file(database);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            Matcher content = content(file);
            if (!content.matches()) {
                return null;
            }
            long pid = Long.parseLong(content.group(1));
            Long holder = ServiceLock.holder(database);
            Long beat = memory(file, content);
            long touched = Files.getLastModifiedTime(file).toMillis();
            return new Pulse(
                    pid,
                    Long.parseLong(content.group(2)),
                    beat == null ? touched : beat,
                    beat != null || content.group(3) == null,
                    holder != null && holder == pid);
        } catch (IOException e) {
            throw StoreException.of("cannot read " + file, e);
        }
    }

    private void begin(long wallMillis) throws IOException {
        last = wallMillis;
        beat = MemoryBeat.begin(memory);
        try (FileChannel channel = PrivateFiles.open(file)) {
            channel.truncate(0);
            String content = identity + " " + (beat == null ? ON_DISK : beat.file()) + "\n";
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        }
        keep();
        if (beat != null) {
            beat.touch(wallMillis);
        }
    }

    private void touchMemory(MemoryBeat living, long wallMillis) throws IOException {
        try {
            living.touch(wallMillis);
        } catch (NoSuchFileException e) {
            begin(wallMillis);
        }
    }

    private void keep() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(last));
        kept = last;
    }

    /** A service that was killed has left its file in memory. */
    private static void forgetMemory(Path file) throws IOException {
        Matcher content = content(file);
        if (content.matches() && memory(file, content) != null) {
            Files.deleteIfExists(Path.of(content.group(3)));
        }
    }

    private static Matcher content(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return CONTENT.matcher(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        }
    }

    /** The last beat in memory; null where there is none. Called once the content has matched. */
    private static @Nullable Long memory(Path file, Matcher content) throws IOException {
        String path = content.group(3);
        return path == null || path.equals(ON_DISK)
                ? null
                : MemoryBeat.read(Path.of(path), Files.getAttribute(file, "unix:uid"));
    }

    private static Path file(Path database) {
        return PrivateFiles.beside(database, ".heartbeat");
    }
}
