package netmon.cli.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import netmon.cli.CommandTree;
import netmon.cli.FastPath;
import netmon.cli.Main;
import netmon.cli.live.terminal.RawTerminal;
import netmon.cli.session.LocalZone;
import netmon.cli.session.Session;
import netmon.cli.session.StandardOutput;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Gap;
import netmon.model.InterfaceTraffic;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.TrafficWriter;
import netmon.store.files.CheckedFiles;
import netmon.store.files.Heartbeat;
import netmon.store.files.Home;
import netmon.store.files.ServiceLock;

/**
 * Runs every command once, in one process, on a small database of its own. {@code scripts/build} records the classes
 * that this loads, and puts them into the archive from which {@code netmon} starts.
 */
public final class TrainingRun {
    /** Enough for the first two frames, on a busy machine too; a guess. */
    private static final Duration SCREEN_TIME = Duration.ofSeconds(3);

    private TrainingRun() {}

    /**
     * Runs the command lines.
     *
     * @param args the home folder of the run, perhaps of an earlier one; {@code quick} for the most usual lines only,
     *     {@code push} for those of pushes, {@code rest} for the others, {@code all} for all
     */
    public static void main(String[] args) throws StoreException {
        CheckedFiles.readByName();
        LocalZone.avoidZoneTable();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", args[0]);
        Path database = Home.database(environment, null);
        if (Files.notExists(database)) {
            record(database);
        }
        String part = args.length > 1 ? args[1] : "all";
        if (part.equals("push") || part.equals("all")) {
            startEngine(database); // Java maps an archive as a whole: each class in it costs every command time
        }
        for (String line : lines()) {
            String[] words = words(line.replace("HOME", args[0]));
            if (belongsTo(part, environment, words)) {
                run(environment, database, words);
                run(without("NETMON_SCREEN", environment), database, words);
            }
        }
        boolean hasScreen = part.equals("rest") || part.equals("all");
        if (hasScreen && environment.containsKey("NETMON_SCREEN")) {
            showScreen(environment, database);
        } else if (hasScreen) {
            RawTerminal.load();
        }
    }

    private static boolean belongsTo(String part, Map<String, String> environment, String... words) {
        boolean isPush = words.length > 0 && words[0].equals("push");
        return switch (part) {
            case "quick" -> isQuick(environment, words);
            case "push" -> isPush;
            case "rest" -> !isPush;
            default -> true;
        };
    }

    /** Without it, only {@code push} starts more slowly. */
    private static void startEngine(Path database) {
        try {
            TrainingEngine.start(database.resolveSibling("netmon.properties"));
        } catch (IOException e) {
            return;
        }
    }

    /** The environment of a command whose answer goes to a pipe. */
    private static Map<String, String> without(String name, Map<String, String> environment) {
        Map<String, String> others = new HashMap<>(environment);
        others.remove(name);
        return others;
    }

    /** Starts the screen of {@code live}; the end of this process ends it. */
    private static void showScreen(Map<String, String> environment, Path database) {
        Thread screen = new Thread(
                () -> {
                    try {
                        run(environment, database, "live");
                    } catch (StoreException e) {
                        throw new IllegalStateException("the own database of the training run", e);
                    }
                },
                "screen");
        screen.setDaemon(true);
        screen.start();
        LockSupport.parkNanos(SCREEN_TIME.toNanos());
    }

    /** Runs one line. {@code live} needs a service, so this process holds the lock of the service meanwhile. */
    private static void run(Map<String, String> environment, Path database, String... words) throws StoreException {
        Main main = new Main(environment, new StandardOutput(), new StandardOutput());
        if (words.length == 0 || !words[0].equals("live")) {
            main.run(words);
            return;
        }
        ServiceLock lock = ServiceLock.acquire(database);
        try (Heartbeat heartbeat = Heartbeat.start(database, Instant.now().toEpochMilli())) {
            Objects.requireNonNull(heartbeat);
            main.run(words);
        } finally {
            lock.close();
        }
    }

    /** Whether {@code scripts/launcher} starts it from the small archive, and it needs no picocli. */
    private static boolean isQuick(Map<String, String> environment, String... words) {
        boolean isSimple = words.length == 0 || (words[0].equals("stats") && words.length <= 2);
        return isSimple && FastPath.find(silent(environment), words) != null;
    }

    /** The lines of all commands, in the order of the table, and the unusual ones. */
    public static List<String> lines() {
        List<String> lines = new ArrayList<>();
        new CommandTree(silent(Map.of()))
                .createAll()
                .forEach((words, command) ->
                        command.help().training().forEach(each -> lines.add((words + " " + each).strip())));
        lines.addAll(List.of("--help", "stats tody")); // only picocli understands these
        return lines;
    }

    static Session silent(Map<String, String> environment) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Session(environment, nowhere, nowhere);
    }

    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ");
    }

    private static void record(Path database) throws StoreException {
        long now = Instant.now().getEpochSecond();
        try (TrafficWriter log = TrafficWriter.open(database)) {
            for (int hour = 24; hour > 0; hour--) { // so that yesterday has samples in every time zone
                log.append(sample(now - hour * 3600L));
            }
            for (int i = 0; i < 3; i++) {
                log.append(sample(now + i));
            }
        }
    }

    private static Sample sample(long at) {
        Traffic whole = new Traffic(3_000_000, 30_000);
        return new Sample(
                at,
                1_000_000_000,
                new Delta(List.of(
                        new InterfaceTraffic("en0", true, whole),
                        new InterfaceTraffic("utun0", false, new Traffic(1, 1)))),
                List.of(
                        new AppTraffic("Google Chrome", new Traffic(1_500_000, 20_000), Traffic.NONE),
                        new AppTraffic("ssh", new Traffic(500_000, 5_000), new Traffic(500_000, 5_000)),
                        new AppTraffic(App.UNATTRIBUTED, new Traffic(1_000_000, 5_000), Traffic.NONE)),
                new Counters("training", List.of()),
                List.of(new Gap(Gap.Kind.NOT_RUNNING, at - 60, at, Traffic.NONE, "")));
    }
}
