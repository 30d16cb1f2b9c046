package netmon.service.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import netmon.store.files.CheckedFiles;
import netmon.store.files.CheckedFiles.FileUse;
import netmon.store.files.PrivateFiles;

/**
 * A log file of bounded size that only its owner can read. When it is full, it replaces {@code NAME.1} and a new file
 * is started. Lines that cannot be written are lost, so that a full disk stops neither the service nor later lines.
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
     * Opens the file, and creates it if there is none.
     *
     * @param most the bytes that it may hold
     * @throws IOException if it cannot be written, or is a symbolic link
     */
    static LogFile open(Path file, long most) throws IOException {
        return new LogFile(file, most, append(file));
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Writes one whole event, so that no line is divided between two files. */
    @Override
    public void write(byte[] bytes, int from, int length) {
        try {
            if (channel.size() + length > most) {
                startNew();
            }
            ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            return; // the disk may have space for the next line
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void startNew() throws IOException {
        Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        FileChannel full = channel;
        channel = append(file);
        full.close();
    }

    /** Opens in append mode, because a second service that refuses to start writes a line to the same file. */
    private static FileChannel append(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            PrivateFiles.makeFolder(folder);
        }
        return CheckedFiles.open(file, FileUse.APPEND_PRIVATE);
    }
}
