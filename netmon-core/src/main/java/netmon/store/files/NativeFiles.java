package netmon.store.files;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Opens files by the C library, because Java can neither open without waiting nor examine an open file. */
final class NativeFiles {
    /** No descriptor: this program or system cannot call the C library. */
    static final int NONE = -1;

    static final int READ = 0;
    static final int APPEND = 1;
    static final int READ_WRITE = 2;

    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int ENOSPC = 28;
    private static final int LINUX_ELOOP = 40;
    private static final int MAC_ELOOP = 62;

    private static final boolean IS_MAC = System.getProperty("os.name", "").startsWith("Mac");
    private static final boolean IS_LINUX = System.getProperty("os.name", "").equals("Linux");

    private NativeFiles() {}

    /** The functions; loading this class fails where the native library is missing, as in the command. */
    private static final class Calls {
        static {
            Native.register(Calls.class, NativeLibrary.getProcess());
        }

        private Calls() {}

        /** Has a third argument only if it creates a file, which is passed differently on some processors. */
        static native int open(byte[] path, int flags);

        static native int close(int descriptor);

        static native String strerror(int number);
    }

    /** The function that only Linux has. */
    private static final class LinuxCall {
        static {
            Native.register(LinuxCall.class, NativeLibrary.getProcess());
        }

        private LinuxCall() {}

        static native int posix_fallocate(int descriptor, long offset, long length);
    }

    /**
     * Opens an existing file; it follows no link and waits for nobody.
     *
     * @param mode such as {@link #READ_WRITE}
     * @return {@link #NONE} if the C library cannot be called
     */
    static int open(Path file, int mode) throws IOException {
        if (!IS_LINUX && !IS_MAC) {
            return NONE;
        }
        try {
            int descriptor = Calls.open(bytes(file), flags(mode));
            if (descriptor < 0) {
                throw failure(file, Native.getLastError());
            }
            return descriptor;
        } catch (LinkageError e) {
            return NONE;
        }
    }

    /** A path that names the open file whatever becomes of its name. */
    static Path path(int descriptor) {
        return Path.of((IS_MAC ? "/dev/fd/" : "/proc/self/fd/") + descriptor);
    }

    static void close(int descriptor) {
        if (descriptor != NONE) {
            Calls.close(descriptor);
        }
    }

    /** Reserves the disk space of an open file, on Linux; false if the disk is full. */
    static boolean reserve(int descriptor, long bytes) {
        try {
            return !IS_LINUX
                    || Native.LONG_SIZE != Long.BYTES
                    || LinuxCall.posix_fallocate(descriptor, 0, bytes) != ENOSPC;
        } catch (LinkageError e) {
            return true;
        }
    }

    private static int flags(int mode) {
        boolean append = mode == APPEND;
        return IS_MAC
                ? mode | (append ? 0x8 : 0) | 0x4 /* O_NONBLOCK */ | 0x100 /* O_NOFOLLOW */ | 0x100_0000 /* O_CLOEXEC */
                : mode | (append ? 0x400 : 0) | 0x800 /* O_NONBLOCK */ | linuxNoFollow() | 0x8_0000 /* O_CLOEXEC */;
    }

    private static int linuxNoFollow() {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return arch.startsWith("aarch") || arch.startsWith("arm") || arch.startsWith("ppc") ? 0x8000 : 0x2_0000;
    }

    private static byte[] bytes(Path file) {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        byte[] name = file.toString().getBytes(Charset.forName(encoding));
        return Arrays.copyOf(name, name.length + 1);
    }

    private static IOException failure(Path file, int error) {
        return switch (error) {
            case ENOENT -> new NoSuchFileException(file.toString());
            case EACCES -> new AccessDeniedException(file.toString());
            case LINUX_ELOOP, MAC_ELOOP -> new FileSystemException(file.toString(), null, CheckedFiles.LINK);
            default -> new FileSystemException(file.toString(), null, Calls.strerror(error));
        };
    }
}
