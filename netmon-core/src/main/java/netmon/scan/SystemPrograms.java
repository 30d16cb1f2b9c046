package netmon.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the system's programs without a shell, within limits of time and output. Not thread-safe. */
public final class SystemPrograms implements ProgramMachine.CommandRunner {
    /** The system's folders come first, so that no program of a user takes the place of the system's own. */
    public static final List<Path> PLACES = Stream.of(
                    "/usr/sbin /usr/bin /sbin /bin /opt/homebrew/bin /usr/local/bin /usr/local/sbin".split(" ", -1))
            .map(Path::of)
            .toList();

    /** Ten times the usual time of the slowest one, nettop on a busy Mac. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    /** 16 MiB hold some 80,000 sockets. At most an eighth of the heap: parsed sockets take four times as much. */
    public static final int MOST_BYTES =
            (int) Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 8);

    private static final int FIRST_BUFFER = 64 << 10;

    /** After a huge answer a buffer larger than this is freed. */
    private static final int MAX_KEPT_BUFFER = 1 << 20;

    /** The sleep between two reads of the pipe: short after output, then doubled; the end ends it at once. */
    private static final long PAUSE_MILLIS = 1;

    private static final long LONGEST_PAUSE_MILLIS = 16;

    private final List<Path> places;
    private final String locale;
    private final Duration limit;
    private final int mostBytes;
    private final Map<String, Path> found = new HashMap<>();
    private byte[] buffer = new byte[FIRST_BUFFER];

    /** Uses the usual folders and limits; {@code locale} is the value of LC_ALL. */
    public SystemPrograms(String locale) {
        this(PLACES, locale, LIMIT, MOST_BYTES);
    }

    public SystemPrograms(List<Path> places, String locale, Duration limit, int mostBytes) {
        this.places = List.copyOf(places);
        this.locale = locale;
        this.limit = limit;
        this.mostBytes = mostBytes;
    }

    /**
     * Runs a program to its end.
     *
     * @param commandLine its name without a folder, and its arguments, separated by single blanks
     * @return its standard output, valid until the next call, and its exit status, whatever it is
     * @throws ScanException if there is no such program, if it was killed because it took too long or printed too much,
     *     or if this thread was interrupted
     */
    @Override
    public ProgramOutput run(String commandLine) throws ScanException {
        if (buffer.length > MAX_KEPT_BUFFER) {
            buffer = new byte[FIRST_BUFFER];
        }
        Process child = start(commandLine);
        try {
            int length = collect(child, commandLine);
            return new ProgramOutput(ByteBuffer.wrap(buffer, 0, length), child.exitValue());
        } finally {
            end(child);
        }
    }

    private Process start(String commandLine) throws ScanException {
        List<String> words = new ArrayList<>(List.of(commandLine.split(" ")));
        String program = words.get(0);
        words.set(0, find(program).toString());
        // Standard input stays an open pipe: nettop ends at once when it is closed.
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("LC_ALL", locale);
        try {
            return builder.start();
        } catch (IOException e) {
            found.remove(program);
            throw new ScanException(commandLine + ": cannot be started: " + e.getMessage(), e);
        }
    }

    private Path find(String program) throws ScanException {
        Path known = found.get(program);
        if (known != null) {
            return known;
        }
        for (Path place : places) {
            Path path = place.resolve(program);
            if (Files.isRegularFile(path) && Files.isExecutable(path)) {
                found.put(program, path);
                return path;
            }
        }
        throw new ScanException(program + ": no such program in " + places);
    }

    /**
     * Reads until the program ends, not until the pipe ends: a child of the program may keep the pipe open for ever.
     *
     * @return how many bytes are in the buffer
     */
    private int collect(Process child, String commandLine) throws ScanException {
        InputStream output = child.getInputStream();
        // While netmon holds this lock, the JDK's reaper cannot copy the rest of the pipe into memory when the program
        // ends. It would do so without a limit as long as a grandchild goes on printing.
        synchronized (output) {
            try {
                return readUntilEnd(child, output, commandLine);
            } catch (IOException e) {
                throw new ScanException(commandLine + ": its output cannot be read: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ScanException(commandLine + ": killed because netmon stops", e);
            } finally {
                close(output);
            }
        }
    }

    private int readUntilEnd(Process child, InputStream output, String commandLine)
            throws IOException, InterruptedException, ScanException {
        long start = System.nanoTime();
        long pause = PAUSE_MILLIS;
        int length = 0;
        while (true) {
            boolean ended = child.waitFor(pause, TimeUnit.MILLISECONDS);
            int before = length;
            length = drain(output, before, commandLine);
            if (ended) {
                return length;
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new ScanException(commandLine + ": killed after " + limit.toMillis() + " ms");
            }
            pause = length > before ? PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    /** Reads the bytes that are ready, without waiting for more. */
    private int drain(InputStream output, int from, String commandLine) throws IOException, ScanException {
        int length = from;
        for (int ready = output.available(); ready > 0; ready = output.available()) {
            if (ready > mostBytes - length) {
                throw new ScanException(commandLine + ": killed because it printed more than " + mostBytes + " bytes");
            }
            if (ready > buffer.length - length) {
                int larger = Math.max(length + ready, Math.min(2 * buffer.length, mostBytes));
                buffer = Arrays.copyOf(buffer, larger);
            }
            int got = output.read(buffer, length, ready);
            if (got < 0) {
                break;
            }
            length += got;
        }
        return length;
    }

    /** Kills the program and its descendants if it still runs, and closes its pipes. */
    private static void end(Process child) {
        if (child.isAlive()) {
            // Listed before the program dies: afterwards they are no longer its descendants.
            List<ProcessHandle> descendants = child.descendants().toList();
            child.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
        close(child.getOutputStream());
    }

    private static void close(AutoCloseable pipe) {
        try {
            pipe.close();
        } catch (Exception e) {
            // All output has been read, so nothing is lost.
        }
    }
}
