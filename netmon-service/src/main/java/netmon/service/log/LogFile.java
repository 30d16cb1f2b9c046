package netmon.service.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import netmon.store.files.PrivateFiles;

/**
 * A log file that nobody but its owner reads, in a bounded size: when it is full it is kept as {@code NAME.1}, in place
 * of the one before, and begun anew. What cannot be written is lost: a full disk must not end the service, nor its log
 * for ever.
 */
final class LogFile extends OutputStream {
    private final Path file;
    private final long most;
    private FileChannel channel;

    private LogFile(Path file, long most, FileChannel channel) {
        this.file = file;
        this.most = most;
        this.channel = channel;
    }

    /**
     * Goes on with the file, or begins it.
     *
     * @param most bytes that it may hold
     * @throws IOException if it cannot be written, or is a symbolic link
     */
    static LogFile open(Path file, long most) throws IOException {
        return new LogFile(file, most, append(file));
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Writes one whole event: a line is never divided between two files. */
    @Override
    public void write(byte[] bytes, int from, int length) {
        try {
            if (channel.size() + length > most) {
                beginAnew();
            }
            ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            return; // the next line may find room
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void beginAnew() throws IOException {
        Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        FileChannel full = channel;
        channel = append(file);
        full.close();
    }

    /** Another service that is told to go away may write a line too, so every write goes to the end. */
    private static FileChannel append(Path file) throws IOException {
        PrivateFiles.makeFile(file);
        PrivateFiles.restrict(file);
        Set<OpenOption> options =
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, options);
    }
}
