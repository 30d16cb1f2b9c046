package netmon.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the service was last alive, also while nothing moves and so nothing is stored: the time of the file
 * {@code netmon.db.heartbeat}. Its content is the service's pid and start in epoch milliseconds: {@code 4711 1790000000000}.
 */
public final class Heartbeat {
    private static final Pattern CONTENT = Pattern.compile("(\\d{1,18}) (\\d{1,18})\\s*");

    /** No content of this file is longer; what is was not written by netmon. */
    private static final int MAX_BYTES = 64;

    /**
     * What the file says.
     *
     * @param pid the service's number
     * @param started when it started, epoch milliseconds
     * @param lastAlive when it last worked, epoch milliseconds
     * @param running whether it still has the database's lock
     */
    public record Pulse(long pid, long started, long lastAlive, boolean running) {}

    private final Path file;

    private Heartbeat(Path file) {
        this.file = file;
    }

    /** Begins to beat. The caller has the {@link ServiceLock}. */
    public static Heartbeat start(Path database, long wallMillis) throws StoreException {
        Path file = Connections.beside(database, ".heartbeat");
        String content = ProcessHandle.current().pid() + " " + wallMillis + "\n";
        try (FileChannel channel = PrivateFiles.open(file)) {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw StoreException.of("cannot write " + file, e);
        }
        Heartbeat heartbeat = new Heartbeat(file);
        heartbeat.beat(wallMillis);
        return heartbeat;
    }

    /** Says that the service is alive now. */
    public void beat(long wallMillis) throws StoreException {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(wallMillis));
        } catch (IOException e) {
            throw StoreException.of("cannot touch " + file, e);
        }
    }

    /** The last service's pulse; null where none ever ran. */
    public static @Nullable Pulse read(Path database) throws StoreException {
        Path file = Connections.beside(database, ".heartbeat");
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (var in = Files.newInputStream(file)) {
            Matcher content = CONTENT.matcher(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
            if (!content.matches()) {
                return null;
            }
            long pid = Long.parseLong(content.group(1));
            Long holder = ServiceLock.holder(database);
            long lastAlive = Files.getLastModifiedTime(file).toMillis();
            return new Pulse(pid, Long.parseLong(content.group(2)), lastAlive, holder != null && holder == pid);
        } catch (IOException e) {
            throw StoreException.of("cannot read " + file, e);
        }
    }
}
