package netmon.cli.session;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import netmon.cli.parse.UsageException;
import netmon.cli.text.LineWrapper;
import netmon.cli.text.ProgressBar;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import netmon.store.files.Heartbeat;
import netmon.store.files.Home;
import org.jspecify.annotations.Nullable;

/** One run of the command: what its parts need to know of the outside. */
public final class Session {
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private final @Nullable StandardOutput screen;
    private @Nullable Path database;
    private @Nullable CliSettings settings;

    /**
     * @param out takes the answer
     * @param err takes words about it
     * @param screen where the answer goes in the end, which may be a terminal; null where it certainly is none
     */
    public Session(Map<String, String> environment, PrintWriter out, PrintWriter err, @Nullable StandardOutput screen) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.screen = screen;
    }

    public Session(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this(environment, out, err, null);
    }

    /** A variable of the environment; empty where it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** The variables that programs of this run inherit. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The user's home. */
    public Path home() {
        Path folder = Home.folder(environment, System.getProperty("user.home"));
        return Objects.requireNonNull(folder.getParent());
    }

    public boolean isTerminal() {
        return screen != null && screen.isTerminal();
    }

    /** Where the answer goes in the end; null where it certainly is no terminal. For what cannot wait for the end. */
    @Nullable
    public StandardOutput screen() {
        return screen;
    }

    /** Whether the terminal shows ASCII alone, which the launcher finds out. */
    public boolean isAscii() {
        return !variable("NETMON_ASCII").isEmpty();
    }

    /** How long a line may be: {@code COLUMNS}, which the launcher sets where the answer goes to a terminal. */
    public int columns() {
        try {
            int columns = Integer.parseInt(variable("COLUMNS"));
            return columns > 0 ? columns : Integer.MAX_VALUE;
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    /** What the settings file says. */
    public CliSettings settings() {
        if (settings == null) {
            Path file = Home.settings(environment, System.getProperty("user.home"));
            settings = file == null ? CliSettings.DEFAULT : CliSettings.read(file);
        }
        return settings;
    }

    /** What is wrong with the settings file, without which all else then goes on; null where it can be used. */
    @Nullable
    public String settingsFault() {
        try {
            settings();
            return null;
        } catch (UsageException e) {
            settings = CliSettings.DEFAULT;
            return e.getMessage();
        }
    }

    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    /** Prints words that are an answer, harmless, and broken where they are longer than a line. */
    public void say(String text) {
        LineWrapper.lines(PlainText.of(text), columns()).forEach(line -> out.print(line + '\n'));
    }

    /**
     * Prints a line at once and not with the answer, harmless, and not broken where it is longer than a terminal's: it
     * may be a command, to be copied.
     */
    public void tell(String text) {
        String line = PlainText.of(text) + '\n';
        if (!isWritten(line)) {
            out.print(line); // a part of the answer after all, and that it cannot be written is told then
        }
    }

    private boolean isWritten(String text) {
        try {
            if (screen != null) {
                screen.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return screen != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Uses another database than the usual one. */
    public void use(Path file) {
        database = file;
    }

    /** Opens the database for reading. */
    public TrafficReader open() throws StoreException {
        return TrafficReader.open(database());
    }

    /** The one that was named, else the user's own, else the one that an installation for all users has. */
    public Path database() {
        if (database != null) {
            return database;
        }
        Path shared = sharedDatabase();
        if (shared != null && Home.settings(environment, System.getProperty("user.home")) == null) {
            return shared;
        }
        Path own = Home.database(environment, System.getProperty("user.home"));
        return shared == null || Files.exists(own) ? own : shared;
    }

    /** The one that an installation for all users has, as the launcher says; null without such an installation. */
    static @Nullable public Path sharedDatabase() {
        String shared = System.getProperty("netmon.database");
        return shared == null ? null : Path.of(shared);
    }

    /** A path as people write it: what is below their home begins with a tilde. */
    public String shortened(Path path) {
        String home = variable("HOME");
        boolean below = home.length() > 1 && path.startsWith(home);
        return below ? "~/" + Path.of(home).relativize(path) : path.toString();
    }

    /** The present, or what {@code NETMON_NOW} (epoch seconds) says, so that a test can ask about a day long ago. */
    public Instant now() {
        String now = environment.get("NETMON_NOW");
        if (now == null || now.isEmpty()) {
            return Instant.now();
        }
        try {
            return Instant.ofEpochSecond(Long.parseLong(now));
        } catch (NumberFormatException | DateTimeException e) {
            throw new UsageException("NETMON_NOW is no number of seconds: '" + now + "'");
        }
    }

    /** The zone of {@code TZ} where Java knows it by that name, else the machine's. */
    public ZoneId zone() {
        return LocalZone.find(environment.getOrDefault("TZ", ""));
    }

    /** Shows how far a long work has come, on a terminal, at once and not with the answer. */
    public ProgressBar progressBar() {
        boolean terminal = environment.containsKey("NETMON_TERMINAL"); // the launcher can ask, Java 17 cannot
        return new ProgressBar(
                new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8), terminal);
    }

    /** Asks on standard error, and reads the answer: only {@code y} or {@code yes} is one. */
    public boolean confirm(String question) {
        String answer = ask(question + " [y/N]");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** Asks on standard error, and reads a line; null where there is none to be had. */
    @Nullable
    public String ask(String question) {
        PrintWriter terminal = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        terminal.print(question + " ");
        terminal.flush();
        try {
            return Answers.IN.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** One reader for all questions: it may have read the answer to the next one already. */
    private static final class Answers {
        private static final BufferedReader IN =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    /** Says that there is nothing to tell. */
    public int noData(String what, Period period, String advice) {
        err.println(PlainText.of("No " + what + " data available for " + period.label()));
        err.println(PlainText.of(advice));
        return ExitCode.NO_DATA;
    }

    /** Why there may be no data at all, and what to do then. */
    public String startService() throws StoreException {
        Heartbeat.Pulse pulse = Heartbeat.read(database());
        if (pulse != null && pulse.running()) {
            return "netmon-service runs (pid " + pulse.pid() + "); it writes once something moves.";
        }
        return "Is netmon-service running? It writes to " + database() + " within seconds of its start.";
    }
}
