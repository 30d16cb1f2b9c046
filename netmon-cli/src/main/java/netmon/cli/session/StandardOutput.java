package netmon.cli.session;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process's standard output. Where that is a pipe whose reader has gone, as {@code head} does when it has seen
 * enough, the rest is dropped quietly; every other failure, such as a full disk, is an IOException.
 */
public final class StandardOutput extends OutputStream {
    /** The descriptor itself, on Linux and on macOS. */
    private static final Path DESCRIPTOR = Path.of("/dev/fd/1");

    /** The bits of a file's mode that hold its type, and types. */
    private static final int TYPE = 0170000;

    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;
    private static final int CHARACTER_DEVICE = 0020000;

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
            if (!hasReader()) {
                throw e;
            }
            unread = true;
        }
    }

    /** Whether its reader is known to be gone. */
    public boolean isUnread() {
        return unread;
    }

    /** Whether it is a device at which a person sits, as far as can be told without asking the C library. */
    public boolean isTerminal() {
        try {
            return type() == CHARACTER_DEVICE && !isNoTerminal("/dev/null") && !isNoTerminal("/dev/full");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isNoTerminal(String device) throws IOException {
        Path other = Path.of(device);
        return Files.exists(other)
                && Files.getAttribute(other, "unix:rdev").equals(Files.getAttribute(DESCRIPTOR, "unix:rdev"));
    }

    /** Asked instead of looking into the exception's message, which is in the user's language. */
    private static boolean hasReader() throws IOException {
        return type() == PIPE || type() == SOCKET;
    }

    private static int type() throws IOException {
        return (Integer) Files.getAttribute(DESCRIPTOR, "unix:mode") & TYPE;
    }
}
