package netmon.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fake service in a separate process. Its times and answers are always the same: those in
 * {@code src/test/resources/service}. It runs until its standard input ends.
 */
public final class StandIn implements AutoCloseable {
    private static final long PID = 4711;
    private static final long STARTED = History.second("2026-11-04T15:00") * 1000;
    private static final long LAST_ALIVE = History.second("2026-11-04T15:29:59") * 1000;

    private final Process process;

    private StandIn(Process process) {
        this.process = process;
    }

    /**
     * Runs the service.
     *
     * @param args the database. The service puts a program netmon-service for doctor beside its folder
     */
    public static void main(String[] args) throws IOException {
        Path database = Path.of(args[0]);
        writeProgram(database.resolveSibling("../netmon-service").normalize());
        Files.writeString(Path.of(database + ".heartbeat"), PID + " " + STARTED + "\n");
        Files.setLastModifiedTime(Path.of(database + ".heartbeat"), FileTime.fromMillis(LAST_ALIVE));
        try (FileChannel lock = FileChannel.open(
                        Path.of(database + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            lock.lock();
            lock.write(ByteBuffer.wrap((PID + "\n").getBytes(StandardCharsets.UTF_8)));
            server.bind(UnixDomainSocketAddress.of(database + ".socket"));
            Thread answering = new Thread(() -> answerAll(server));
            answering.setDaemon(true);
            answering.start();
            System.out.println("ready");
            System.in.readAllBytes();
        }
    }

    /** Starts it with the database of {@link History} and its alerts, below this home folder. */
    static StandIn ofHistory(Path home) throws Exception {
        Path database = home.resolve(".netmon/netmon.db");
        History.write(database);
        History.limit(database);
        return start(database);
    }

    /** Starts the fake service, and waits until it answers. */
    public static StandIn start(Path database) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandIn.class.getName(),
                        database.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getInputStream().read();
        return new StandIn(process);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    private static void writeProgram(Path program) throws IOException {
        String answer = "#!/bin/sh\ncat <<'END'\n" + resource("doctor") + "END\n";
        Files.writeString(program, answer);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static void answerAll(ServerSocketChannel server) {
        while (server.isOpen()) {
            try (SocketChannel caller = server.accept()) {
                answer(caller);
            } catch (IOException e) {
                if (server.isOpen()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void answer(SocketChannel caller) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(1024);
        caller.read(request);
        String[] words = new String(request.array(), 0, request.position(), StandardCharsets.UTF_8).split("[ \n]", -1);
        String answer = words.length < 2 ? null : resource(words[1]);
        String text = answer == null ? "error unknown request\n\n" : answer + "\n";
        caller.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static @Nullable String resource(String name) throws IOException {
        try (InputStream in = StandIn.class.getResourceAsStream("/service/" + name + ".txt")) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
