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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import netmon.cli.parse.UsageException;
import netmon.cli.text.LineWrapper;
import netmon.cli.text.PeriodDates;
import netmon.cli.text.ProgressBar;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import netmon.store.files.Heartbeat;
import netmon.store.files.Home;
import org.jspecify.annotations.Nullable;

/** One run of the command: its environment, its output, its database and its settings. */
public final class Session {
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private final @Nullable StandardOutput screen;
    private final @Nullable String userHome = System.getProperty("user.home");
    private @Nullable Path database;
    private @Nullable CliSettings settings;

    /**
     * @param out receives the answer
     * @param err receives messages
     * @param screen the standard output of the process; null if the answer does not go there
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

    /** A variable of the environment; empty if it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** The variables that programs of this run inherit. */
    public Map<String, String> environment() {
        return environment;
    }

    public Path home() {
        Path folder = Home.folder(environment, userHome);
        return Objects.requireNonNull(folder.getParent());
    }

    /** Whether the answer goes to a terminal: the launcher finds out. */
    public boolean isTerminal() {
        return !variable("NETMON_SCREEN").isEmpty();
    }

    /** The standard output, for output before the end of the command; null if the answer goes elsewhere. */
    @Nullable
    public StandardOutput screen() {
        return screen;
    }

    /** Whether the terminal shows only ASCII. The launcher finds out. */
    public boolean isAscii() {
        return !variable("NETMON_ASCII").isEmpty();
    }

    /** The width of a line: {@code COLUMNS}, which the launcher sets if the answer goes to a terminal. */
    public int columns() {
        try {
            int columns = Integer.parseInt(variable("COLUMNS"));
            return columns > 0 ? columns : Integer.MAX_VALUE;
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    public CliSettings settings() {
        if (settings == null) {
            Path file = settingsFile();
            settings = file == null ? CliSettings.DEFAULT : CliSettings.read(file);
        }
        return settings;
    }

    /** The settings file, which may not exist; null if there is no home. */
    @Nullable
    public Path settingsFile() {
        return Home.settings(environment, userHome);
    }

    /** The error in the settings file, after which the defaults apply; null if there is none. */
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

    /** Prints a sentence of the answer, without control characters, and wrapped to the width of a line. */
    public void say(String text) {
        LineWrapper.lines(PlainText.of(text), columns()).forEach(line -> out.print(line + '\n'));
    }

    /**
     * Prints a line at once, before the end of the command, without control characters. It is not wrapped, because it
     * may be a command that people copy.
     */
    public void printNow(String text) {
        String line = PlainText.of(text) + '\n';
        try {
            if (screen != null) {
                screen.write(line.getBytes(StandardCharsets.UTF_8));
                return;
            }
        } catch (IOException e) {
            // it becomes a part of the answer; if that cannot be written either, the command fails
        }
        out.print(line);
    }

    /** Sets the database that {@code --db} names. */
    public void use(Path file) {
        database = file;
    }

    /** Whether {@code --db} names the database. */
    public boolean isDatabaseNamed() {
        return database != null;
    }

    public TrafficReader open() throws StoreException {
        return TrafficReader.open(database());
    }

    /** The database of {@code --db}, else that of the user, else that of an installation for all users. */
    public Path database() {
        if (database != null) {
            return database;
        }
        Path shared = sharedDatabase();
        if (shared != null && settingsFile() == null) {
            return shared;
        }
        Path own = Home.database(environment, userHome);
        return shared == null || Files.exists(own) ? own : shared;
    }

    /** The database of an installation for all users, which the launcher names; null without such an installation. */
    static @Nullable public Path sharedDatabase() {
        String shared = System.getProperty("netmon.database");
        return shared == null ? null : Path.of(shared);
    }

    /** A path for people: below their home it begins with a tilde. */
    public String shortened(Path path) {
        String home = variable("HOME");
        return home.length() > 1 && path.startsWith(home) ? "~/" + Path.of(home).relativize(path) : path.toString();
    }

    /** The present time, or {@code NETMON_NOW} (epoch seconds), so that a test can use a day long ago. */
    public Instant now() {
        String now = environment.get("NETMON_NOW");
        if (now == null || now.isEmpty()) {
            return Instant.now();
        }
        try {
            return Instant.ofEpochSecond(Long.parseLong(now));
        } catch (NumberFormatException | DateTimeException e) {
            throw new UsageException("NETMON_NOW is not a number of seconds: '" + now + "'");
        }
    }

    /** The time zone of {@code TZ} if Java knows that name, else the one of the machine. */
    public ZoneId zone() {
        return LocalZone.find(environment.getOrDefault("TZ", ""));
    }

    /** Shows the progress of long work, on a terminal, at once. */
    public ProgressBar progressBar() {
        // The launcher sets the variable on a terminal: Java 17 cannot find out.
        return new ProgressBar(standardError(), environment.containsKey("NETMON_TERMINAL"));
    }

    private static PrintWriter standardError() {
        return new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }

    /** Asks a question on standard error. Returns true if the answer is {@code y} or {@code yes}. */
    public boolean confirm(String question) {
        String answer = ask(question + " [y/N]");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** Asks a question on standard error and reads a line; null at the end of the input. */
    @Nullable
    public String ask(String question) {
        standardError().append(question + " ").flush();
        try {
            return Answers.IN.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** One reader for all questions, since it may have buffered the answer to the next one. */
    private static final class Answers {
        private static final BufferedReader IN =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    /**
     * Reports that there is no data, and returns the exit status.
     *
     * @param names the applications or interfaces; empty for all
     */
    public int noData(List<String> names, Period period, String advice) {
        String what = names.isEmpty() ? "No data recorded" : "No traffic from \"" + String.join("\", \"", names) + "\"";
        String ever = names.isEmpty() ? " yet" : " recorded yet";
        err.println(PlainText.of(what + (Period.isOpen(period.from()) ? ever : within(period.label()))));
        err.println(PlainText.of(advice));
        return ExitCode.NO_DATA;
    }

    /** A period as the end of a sentence. */
    private static String within(String label) {
        boolean isLength = label.matches("last \\d.*");
        boolean isPhrase = label.matches("today|yesterday|(this|last) \\w+");
        return (isLength ? " in the " : isPhrase ? " " : " for ") + label;
    }

    /** The command that starts the service. */
    public String startCommand() {
        return StartInstructions.own().start();
    }

    /** Since when the service does not run, or cannot measure according to these gaps; empty if it does. */
    public String stopped(ZoneId zone, List<Gap> gaps) throws StoreException {
        Heartbeat.Pulse pulse = Heartbeat.read(database());
        PeriodDates dates = new PeriodDates(zone, now().getEpochSecond());
        if (pulse != null && !pulse.running()) {
            return "not recording since " + dates.moment(pulse.lastAlive() / 1000) + "; start it: " + startCommand();
        }
        Long since = pulse == null ? null : Gap.unmeasuredSince(gaps, now().getEpochSecond());
        return since == null
                ? ""
                : "not measured since " + dates.moment(since) + ", as the interfaces cannot be read: netmon doctor";
    }

    /** Prints a message if the service does not run, or cannot measure according to these gaps. */
    public void warnIfStopped(ZoneId zone, List<Gap> gaps) throws StoreException {
        String stopped = stopped(zone, gaps);
        if (!stopped.isEmpty()) {
            err.println("netmon: " + stopped);
        }
    }

    /** Why the database may have no data, and what to do. */
    public String startService() throws StoreException {
        Heartbeat.Pulse pulse = Heartbeat.read(database());
        if (pulse != null && pulse.running()) {
            return "netmon-service runs (pid " + pulse.pid() + "); it writes as soon as there is traffic.";
        }
        return "The service does not run. Start it: " + startCommand();
    }
}
