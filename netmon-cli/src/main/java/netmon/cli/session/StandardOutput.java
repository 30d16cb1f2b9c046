package netmon.cli.session;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The standard output of the process. If it is a pipe without a reader, for instance because {@code head} has ended,
 * the rest is dropped silently. Every other failure, such as a full disk, is an IOException.
 */
public final class StandardOutput extends OutputStream {
    /** The descriptor itself, on Linux and on macOS. */
    private static final Path DESCRIPTOR = Path.of("/dev/fd/1");

    /** The bits of a file mode with the type of the file, and two types. */
    private static final int TYPE = 0170000;

    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private boolean unread;

    private final OutputStream file = new FileOutputStream(FileDescriptor.out);

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            file.write(bytes, from, length);
        } catch (IOException e) {
            if (!isPipe()) {
                throw e;
            }
            unread = true;
        }
    }

    /** Whether a write has failed because the reader has gone. */
    public boolean isUnread() {
        return unread;
    }

    /** By the type of the file: the message of the exception is in the language of the user. */
    private static boolean isPipe() throws IOException {
        int type = (Integer) Files.getAttribute(DESCRIPTOR, "unix:mode") & TYPE;
        return type == PIPE || type == SOCKET;
    }
}
