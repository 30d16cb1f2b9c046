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
import java.util.Set;
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
import netmon.model.NetworkScope;
import netmon.model.Protocol;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.model.TrafficPart;
import netmon.model.TrafficPart.PartOrigin;
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

    private static final Set<String> QUICK = Set.of("stats", "version");

    private static final Set<String> RARE = Set.of("push", "report");

    private TrainingRun() {}

    /**
     * Runs the command lines.
     *
     * @param args the home folder of the run, perhaps of an earlier one; which lines: {@code quick}, {@code usual},
     *     {@code rare} or {@code all}
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
        String wanted = args.length > 1 ? args[1] : "all";
        if (wanted.equals("rare") || wanted.equals("all")) {
            startEngine(database);
        }
        for (String line : lines()) {
            String[] words = words(line.replace("HOME", args[0]));
            if (wanted.equals("all") || wanted.equals(archive(environment, words))) {
                run(environment, database, words);
                run(without("NETMON_SCREEN", environment), database, words);
            }
        }
        if (wanted.equals("usual") || wanted.equals("all")) {
            loadScreen(environment, database);
        }
    }

    private static void loadScreen(Map<String, String> environment, Path database) {
        if (environment.containsKey("NETMON_SCREEN")) {
            showScreen(environment, database);
        } else {
            RawTerminal.load();
        }
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

    /**
     * Which archive {@code scripts/launcher} starts it from. Java 25 and newer link all classes of an archive at each
     * start, so the usual commands do not share theirs with an HTTP client or a web page.
     */
    private static String archive(Map<String, String> environment, String... words) {
        if (words.length > 0 && RARE.contains(words[0])) {
            return "rare";
        }
        boolean isQuick = words.length == 0
                || words[0].equals("--help")
                || (QUICK.contains(words[0]) && words.length <= 2 && FastPath.find(silent(environment), words) != null);
        return isQuick ? "quick" : "usual";
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
            log.storeDetail();
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
                        List.of(new Gap(Gap.Kind.NOT_RUNNING, at - 60, at, Traffic.NONE, "")))
                .with(List.of(new TrafficPart(
                        new PartOrigin("ssh", "ssh", "me", "192.0.2.1", 22, Protocol.TCP, NetworkScope.INTERNET),
                        new Traffic(500_000, 5_000))));
    }
}
