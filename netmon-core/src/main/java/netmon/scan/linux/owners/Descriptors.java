package netmon.scan.linux.owners;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongPredicate;

/** Lists the open sockets of processes by the links {@code socket:[INODE]} in {@code /proc/PID/fd}. */
final class Descriptors {
    private static final String LINK = "socket:[";

    private final Path proc;

    Descriptors(Path proc) {
        this.proc = proc;
    }

    /** All processes by pid; the newest are last, until the kernel reuses pids. */
    int[] pids() {
        String[] names = proc.toFile().list();
        if (names == null) {
            return new int[0];
        }
        return Arrays.stream(names)
                .filter(name -> Character.isDigit(name.charAt(0)))
                .mapToInt(Descriptors::pid)
                .sorted()
                .toArray();
    }

    /**
     * Passes the inodes of the process's sockets to {@code goOn}, some twice, until that returns false.
     *
     * @throws IOException if the process is gone; an AccessDeniedException if it belongs to another user
     */
    void eachSocket(int pid, LongPredicate goOn) throws IOException {
        Path folder = proc.resolve(Integer.toString(pid)).resolve("fd");
        try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
            for (Path link : links) {
                long inode = socketInode(link);
                if (inode != 0 && !goOn.test(inode)) {
                    return;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** The user whose processes netmon may inspect; -1 if the number cannot be read. */
    int ownUid() {
        try {
            return Files.getAttribute(proc.resolve("self"), "unix:uid") instanceof Integer number ? number : -1;
        } catch (IOException | UnsupportedOperationException e) {
            return -1;
        }
    }

    /** The number in {@code socket:[12345]}; 0 for any other text. */
    static long inode(String target) {
        if (!target.startsWith(LINK) || !target.endsWith("]")) {
            return 0;
        }
        try {
            return Long.parseLong(target, LINK.length(), target.length() - 1, 10);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The inode of the socket behind a descriptor's link; 0 if it is no socket. */
    private static long socketInode(Path link) {
        try {
            return inode(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return 0; // closed since
        }
    }

    private static int pid(String name) {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
