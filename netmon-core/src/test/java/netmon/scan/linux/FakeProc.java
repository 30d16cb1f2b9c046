package netmon.scan.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A folder that has the form of {@code /proc} for the readers of processes and their descriptors. */
public final class FakeProc {
    private final Path root;
    private final Path proc;

    public FakeProc(Path root) {
        this.root = root;
        this.proc = root.resolve("proc");
        write(proc.resolve("stat"), "cpu 1 2 3\nbtime 1700000000\nprocesses 5\n");
        write(proc.resolve("self/stat"), "");
    }

    /** The folder that takes the place of {@code /}. */
    public Path root() {
        return root;
    }

    /** Adds a process with parent 1 that runs {@code /opt/app/NAME} and has these sockets open. */
    public FakeProc process(int pid, String name, long... inodes) {
        return child(1, pid, name, inodes);
    }

    public FakeProc child(int parent, int pid, String name, long... inodes) {
        Path own = proc.resolve(Integer.toString(pid));
        String zeros = " 0".repeat(17);
        write(own.resolve("stat"), pid + " (" + name + ") S " + parent + zeros + " " + (100 + pid) + zeros + "\n");
        link(own.resolve("exe"), "/opt/app/" + name);
        link(own.resolve("fd/0"), "pipe:[16]");
        link(own.resolve("fd/1"), "pipe:[17]");
        for (int i = 0; i < inodes.length; i++) {
            link(own.resolve("fd/" + (2 + i)), "socket:[" + inodes[i] + "]");
        }
        return this;
    }

    public FakeProc commandLine(int pid, List<String> arguments) {
        write(proc.resolve(pid + "/cmdline"), String.join("\0", arguments) + "\0");
        return this;
    }

    /** Sets the nanoseconds that a thread of the process has run. */
    public FakeProc ran(int pid, int thread, long nanos) {
        write(proc.resolve(pid + "/task/" + thread + "/schedstat"), nanos + " 12 3\n");
        return this;
    }

    /** Adds a process with an executable and descriptors that may not be read. */
    public FakeProc refused(int pid, String name) {
        process(pid, name);
        delete(proc.resolve(pid + "/exe"));
        delete(proc.resolve(pid + "/fd"));
        return this;
    }

    public FakeProc gone(int pid) {
        delete(proc.resolve(Integer.toString(pid)));
        return this;
    }

    public void link(Path from, String to) {
        try {
            Files.createDirectories(from.getParent());
            Files.deleteIfExists(from);
            Files.createSymbolicLink(from, Path.of(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What this thread has run on a CPU, in nanoseconds. */
    public void threadRan(long nanos) {
        write(proc.resolve("thread-self/schedstat"), nanos + " 7 1\n");
    }

    public Path file(String name) {
        return proc.resolve(name);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try (var all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
