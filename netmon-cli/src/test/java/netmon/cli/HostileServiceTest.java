package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import netmon.cli.image.TrainingRun;
import netmon.model.PlainText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever listens beside a database may send anything: no answer of it reaches the terminal raw. */
class HostileServiceTest {
    private static final String ESCAPE = "\u001b]0;owned\u0007";

    /** The ways in which an answer is spoiled, by name. */
    private static final Map<String, UnaryOperator<String>> WAYS = ways();

    private static final List<String> MORE_LINES = List.of(
            "explain 'Google Chrome'",
            "explain ssh --json",
            "live --once --json",
            "live --once --by process",
            "live --once --by connection",
            "alert add --total --over 1GB --per day --log",
            "alert remove 1",
            "purge --before 2000-01-01 --yes");

    @TempDir
    private Path home;

    private StandIn locking;
    private ServerSocketChannel server;
    private Path socket;

    private static Map<String, UnaryOperator<String>> ways() {
        Map<String, UnaryOperator<String>> ways = new TreeMap<>();
        ways.put("an escape sequence before each value", text -> text.replace("=", "=" + ESCAPE));
        ways.put("an encoded escape sequence before each value", text -> text.replace("=", "=%1B]0;owned%07"));
        ways.put("C1 and bidi characters in each value", text -> text.replace("=", "=\u009b2J\u202e"));
        ways.put("an escape sequence in each name", text -> text.replace("=", ESCAPE + "="));
        ways.put("an escape sequence as the first word", text -> text.replace("netmon/2 ", "netmon/2 " + ESCAPE));
        ways.put("an escape sequence as the version", text -> text.replace("netmon/2", "netmon/" + ESCAPE));
        ways.put("an error with an escape sequence", text -> "error " + ESCAPE + "\r\b\bno");
        ways.put("huge numbers", text -> text.replaceAll("=[0-9]+", "=999999999999999999"));
        ways.put("huger numbers", text -> text.replaceAll("=[0-9]+", "=" + "9".repeat(40)));
        ways.put("zeros", text -> text.replaceAll("=[0-9]+", "=0"));
        ways.put("negative numbers", text -> text.replaceAll("=([0-9]+)", "=-$1"));
        ways.put("words for numbers", text -> text.replaceAll("=[0-9]+", "=%1B[2J"));
        ways.put("no values", text -> text.replaceAll("=[^ \n]*", "="));
        ways.put("half an answer", text -> text.substring(0, text.length() / 2));
        ways.put("no fields", text -> text.replaceAll(" [a-z_]+=[^ \n]*", ""));
        ways.put("each field twice", text -> text.replaceAll("( [a-z_]+=[^ \n]*)", "$1$1"));
        ways.put(
                "each line a thousand times",
                text -> text + text.replaceFirst("[^\n]*", "").repeat(1000));
        ways.put("a value of a megabyte", text -> text.replaceFirst("=", "=" + "w".repeat(1 << 20)));
        ways.put("another kind of answer", text -> "netmon/2 changed number=1");
        ways.put("nothing", text -> "");
        return ways;
    }

    @BeforeEach
    void listen() throws Exception {
        locking = StandIn.ofHistory(home);
        socket = home.resolve(".netmon/netmon.db.socket");
        Files.delete(socket);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        locking.close();
    }

    static List<String> waysByName() {
        return List.copyOf(WAYS.keySet());
    }

    @ParameterizedTest
    @MethodSource("waysByName")
    @Timeout(120)
    void noAnswerReachesTheTerminalRawOrBreaksACommand(String way) throws Exception {
        UnaryOperator<String> spoil = Objects.requireNonNull(WAYS.get(way));
        Thread answering = new Thread(() -> answerAll(spoil));
        answering.setDaemon(true);
        answering.start();
        for (String line : TrainingRun.lines()) {
            require(line);
        }
        for (String line : MORE_LINES) {
            require(line);
        }
    }

    private void require(String line) {
        String[] words = line.isEmpty()
                ? new String[0]
                : line.replace("HOME", home.toString()).split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace("'", "");
        }
        long start = System.nanoTime();
        Run run = Run.of(History.environment(home, "COLUMNS", "80"), words);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);

        String text = (run.out() + run.err()).replace("\r\n", "\n").replace("\n", "");
        assertEquals(PlainText.of(text), text, line);
        assertFalse(text.contains("bug in netmon"), line + ": " + text);
        assertTrue(seconds < 10, line + " took " + seconds + " s");
        if (line.contains("--json") && !run.out().isEmpty()) {
            assertNotNull(new Gson().fromJson(run.out(), JsonElement.class), line);
        }
    }

    private void answerAll(UnaryOperator<String> spoil) {
        while (server.isOpen()) {
            try (SocketChannel caller = server.accept()) {
                ByteBuffer request = ByteBuffer.allocate(1024);
                caller.read(request);
                String[] words =
                        new String(request.array(), 0, request.position(), StandardCharsets.UTF_8).split("[ \n]", -1);
                String text = spoil.apply(words.length < 2 ? "" : resource(words[1])) + "\n\n";
                ByteBuffer answer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (answer.hasRemaining()) {
                    caller.write(answer);
                }
            } catch (IOException e) {
                // the caller has hung up, or the test is over
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HostileServiceTest.class.getResourceAsStream("/service/" + name + ".txt")) {
            return in == null
                    ? "netmon/2 changed number=1"
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
