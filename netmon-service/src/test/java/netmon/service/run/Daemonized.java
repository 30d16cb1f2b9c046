package netmon.service.run;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.service.Main;

/** The service as a separate process, run from the class path of the tests. */
public final class Daemonized implements AutoCloseable {
    /** The bit of SIGINT, number 2, in a set of signals. */
    private static final long INTERRUPT = 1 << 1;

    private static final long LIMIT_SECONDS = 30;

    private static final long POLL_MILLIS = 20;

    private final Process process;
    private final Path err;

    private Daemonized(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /** Starts it with a separate home folder, so that a failing test does not touch the user's database. */
    public static Daemonized start(Path home, String... arguments) throws IOException {
        return start(List.of(), home, arguments);
    }

    /**
     * Starts it by another program.
     *
     * @param prefix the start of the command line, such as {@code ip netns exec NAME}
     */
    public static Daemonized start(List<String> prefix, Path home, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.add("-XX:+DisplayVMOutputToStderr"); // what Java itself says goes to standard output otherwise
        command.add("--enable-native-access=ALL-UNNAMED"); // or newer versions of Java warn on standard error
        // SQLite's library remains there if the service is killed or halts.
        command.addAll(List.of("-Duser.home=" + home, "-Dorg.sqlite.tmpdir=" + home));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(Arrays.asList(arguments));
        Path err = Files.createTempFile(home, "service", ".err");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("HOME");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(err.toFile());
        return new Daemonized(builder.start(), err);
    }

    public long pid() {
        return process.pid();
    }

    /** The service's standard error. */
    public String err() throws IOException {
        return Files.readString(err);
    }

    /** Waits until it measures. */
    public Daemonized measuring() throws Exception {
        until("the service measures", () -> err().contains("measuring into") || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("the service ended: " + err());
        }
        return this;
    }

    /**
     * Sends a signal by its name, such as TERM. The background job of a script ignores INT, and so do its children:
     * then the test is skipped.
     */
    public void signal(String name) throws IOException, InterruptedException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (name.equals("INT") && Files.exists(status)) {
            Matcher ignored = Pattern.compile("SigIgn:\\s*(\\p{XDigit}+)").matcher(Files.readString(status));
            assumeFalse(
                    ignored.find() && (Long.parseUnsignedLong(ignored.group(1), 16) & INTERRUPT) != 0,
                    "INT is ignored");
        }
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for its end and returns its exit status. */
    public int exit() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    /** Waits for a condition, with a limit. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain waited until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Waits until its log contains a text; a failure shows the log. */
    void untilLogged(String text) throws Exception {
        try {
            until("it logs '" + text + "'", () -> err().contains(text));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it logged:\n" + err(), e);
        }
    }

    /** Ends it at once, as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Deletes the heartbeat that a killed service leaves in memory, as a power failure does. */
    void forgetBeats() throws IOException {
        Path memory = Path.of("/dev/shm");
        if (Files.isDirectory(memory)) {
            try (var beats = Files.newDirectoryStream(memory, "netmon-" + process.pid() + "-*")) {
                for (Path each : beats) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        forgetBeats();
    }
}
