package netmon.store.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.StoreException;
import netmon.store.files.CheckedFiles.FileUse;
import org.jspecify.annotations.Nullable;

/**
 * Records when the service was last alive, also while no traffic flows and so nothing is stored. The file {@code
 * netmon.db.heartbeat} contains the service's pid, its start in epoch milliseconds, and the path of a {@link
 * MemoryBeat}: {@code 4711 1790000000000 /dev/shm/netmon-4711-17c3a}. The time of that file in memory is the last beat;
 * a file on a disk would cost a write each second. Without a folder in memory, {@code -} stands instead of the path,
 * and the heartbeat changes the time of {@code netmon.db.heartbeat} every ten minutes. At its end the service sets that
 * time to the last beat and removes the third word.
 */
public final class Heartbeat implements AutoCloseable {
    private static final Pattern CONTENT = Pattern.compile("(\\d{1,18}) (\\d{1,18})(?: (-|/[\\w./-]{1,100}))?\\s*");

    /** The longest content that netmon writes; a longer one is foreign. */
    private static final int MAX_BYTES = 160;

    private static final String ON_DISK = "-";

    /** The interval of beats on the disk: one page in ten minutes is about 7 bytes a second. */
    private static final long DISK_BEAT_MILLIS = 600_000;

    /** A service that is silent for longer may have ended. */
    private static final long RECENT_MILLIS = 15_000;

    /** How far the system's time of a process's start may be off. */
    private static final long BOOT_CLOCK_MILLIS = 2_000;

    /**
     * The content of the file.
     *
     * @param started epoch milliseconds
     * @param lastAlive the last time at which it is known to have run, epoch milliseconds
     * @param exact whether it stopped within a second of that; false if the machine has restarted since, or beats go to
     *     the disk
     * @param running whether it still has the lock of the database
     */
    public record Pulse(long pid, long started, long lastAlive, boolean exact, boolean running) {
        private static final long MILLIS = 1000;

        /** The seconds since the last beat; 0 if that is unknown. */
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

    /** Starts the beats. The caller has the {@link ServiceLock}, and has read the pulse of the last service. */
    public static Heartbeat start(Path database, long wallMillis) throws StoreException {
        return start(database, wallMillis, MemoryBeat.FOLDER);
    }

    static Heartbeat start(Path database, long wallMillis, Path memory) throws StoreException {
        Path file = file(database);
        String identity = ProcessHandle.current().pid() + " " + wallMillis;
        Heartbeat heartbeat = new Heartbeat(file, identity, memory);
        try {
            CheckedFiles.open(file, FileUse.WRITE).close();
            forgetMemory(file);
            heartbeat.begin(wallMillis);
        } catch (IOException e) {
            throw StoreException.of("cannot write " + file, e);
        }
        return heartbeat;
    }

    public void beat(long wallMillis) throws StoreException {
        last = wallMillis;
        try {
            if (beat != null) {
                touchMemory(beat, wallMillis);
            } else if (Math.abs(wallMillis - kept) >= DISK_BEAT_MILLIS) {
                keep();
            }
        } catch (IOException e) {
            throw StoreException.of("cannot touch " + file, e);
        }
    }

    /** Stores the last beat on the disk, because the file in memory does not survive a restart of the machine. */
    @Override
    public void close() throws StoreException {
        try (FileChannel channel = CheckedFiles.open(file, FileUse.WRITE)) {
            channel.truncate(identity.length());
            keep();
            if (beat != null) {
                Files.deleteIfExists(beat.file());
            }
        } catch (IOException e) {
            throw StoreException.of("cannot write " + file, e);
        }
    }

    /** The pulse of the last service; null if none ever ran. */
    public static @Nullable Pulse read(Path database) throws StoreException {
        Path file = file(database);
        if (Files.notExists(file)) {
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

    /**
     * The pid of the service, for users who may not read its lock: that of a process which is older than the heartbeat;
     * null if it has ended. Where other users' processes are hidden, a recent beat stands for it.
     */
    static @Nullable Long writer(Path database) throws StoreException {
        Path file = file(database);
        try {
            Matcher content = content(file);
            if (!content.matches() || content.group(3) == null) {
                return null;
            }
            long pid = Long.parseLong(content.group(1));
            boolean isHidden = ProcessHandle.of(1).isEmpty();
            return isHidden ? recent(pid, memory(file, content)) : living(pid, Long.parseLong(content.group(2)));
        } catch (IOException e) {
            throw StoreException.of("cannot read " + file, e);
        }
    }

    private static @Nullable Long recent(long pid, @Nullable Long beat) {
        return beat != null && Math.abs(System.currentTimeMillis() - beat) < RECENT_MILLIS ? (Long) pid : null;
    }

    private static @Nullable Long living(long pid, long started) {
        return ProcessHandle.of(pid)
                .filter(each -> each.info()
                        .startInstant()
                        .map(at -> at.toEpochMilli() <= started + BOOT_CLOCK_MILLIS)
                        .orElse(true))
                .map(ProcessHandle::pid)
                .orElse(null);
    }

    private void begin(long wallMillis) throws IOException {
        last = wallMillis;
        beat = MemoryBeat.begin(memory);
        try (FileChannel channel = CheckedFiles.open(file, FileUse.WRITE)) {
            channel.truncate(0);
            String content = identity + " " + (beat == null ? ON_DISK : beat.file()) + "\n";
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        }
        keep();
        if (beat != null) {
            beat.touch(wallMillis);
        }
    }

    private void touchMemory(MemoryBeat present, long wallMillis) throws IOException {
        try {
            present.touch(wallMillis);
        } catch (NoSuchFileException e) {
            begin(wallMillis);
        }
    }

    private void keep() throws IOException {
        Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.fromMillis(last), null, null);
        kept = last;
    }

    /** Deletes the file in memory that a killed service has left. */
    private static void forgetMemory(Path file) throws IOException {
        Matcher content = content(file);
        if (content.matches() && memory(file, content) != null) {
            Files.deleteIfExists(Path.of(content.group(3)));
        }
    }

    private static Matcher content(Path file) throws IOException {
        try (var in = Channels.newInputStream(CheckedFiles.open(file, FileUse.READ))) {
            return CONTENT.matcher(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        }
    }

    /** The last beat in memory; null if there is none. The content must have matched. */
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
