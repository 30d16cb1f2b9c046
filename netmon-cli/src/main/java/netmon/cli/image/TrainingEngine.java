package netmon.cli.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Accepts the training run's pushes on the loopback interface, so that the archive holds the classes of a push. */
final class TrainingEngine {
    private static final int CALLERS = 4;
    private static final String LENGTH = "content-length:";
    private static final byte[] ACCEPTED =
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private TrainingEngine() {}

    /** Starts it until the end of this process, and writes its address into the settings. */
    static void start(Path settings) throws IOException {
        ServerSocket server = new ServerSocket(0, CALLERS, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(server), "engine");
        thread.setDaemon(true);
        thread.start();
        Files.writeString(
                settings,
                "push.training.url = http://127.0.0.1:" + server.getLocalPort() + "/api/v1/write\n"
                        + "push.training.every = 1m\n");
    }

    private static void serve(ServerSocket server) {
        try {
            while (true) {
                try (Socket caller = server.accept()) {
                    answer(caller);
                }
            }
        } catch (IOException e) {
            return; // the archive then lacks some classes
        }
    }

    private static void answer(Socket caller) throws IOException {
        InputStream in = new BufferedInputStream(caller.getInputStream());
        long length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith(LENGTH)) {
                length = Long.parseLong(line.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        caller.getOutputStream().write(ACCEPTED);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip().toLowerCase(Locale.ROOT);
    }
}
