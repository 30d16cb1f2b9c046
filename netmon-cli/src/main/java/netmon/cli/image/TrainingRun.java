package netmon.cli.image;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
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
import netmon.store.files.Heartbeat;
import netmon.store.files.Home;
import netmon.store.files.ServiceLock;

/**
 * Runs every command once, in one process, on a small database of its own. {@code scripts/build} watches which classes
 * that loads and puts them into the archive from which {@code netmon} starts.
 */
public final class TrainingRun {
    /** A new command is as slow as without an archive until it has a line here. */
    public static final List<String> LINES = List.of(
            "",
            "stats",
            "stats apps",
            "stats apps --week --top 1 --basis --app nobody",
            "stats interfaces --last 6h",
            "stats totals --from yesterday",
            "stats today",
            "stats yesterday",
            "stats week",
            "stats month",
            "stats year",
            "stats all",
            "stats apps --json",
            "stats apps --csv --bits",
            "stats interfaces --json",
            "stats today --oneline --units iec",
            "history",
            "history --by hour --today --json",
            "alert add --over 1GB --per day --app ssh",
            "alert",
            "alert list --json",
            "alert check",
            "alert remove 1",
            "live --once",
            "live --once --json",
            "explain ssh",
            "explain ssh --at 00:01 --json",
            "explain --path /usr/bin/ssh",
            "explain --path /usr/bin/ssh --json",
            "explain ssh --csv",
            "verify",
            "verify --json",
            "backup HOME/copy.db",
            "purge --before 2000-01-01 --yes",
            "status",
            "status --json",
            "status --csv",
            "status --oneline",
            "setup --dry-run --prefix HOME/prefix",
            "uninstall --dry-run --prefix HOME/prefix",
            "doctor",
            "doctor --json",
            "doctor --csv",
            "version",
            "--help",
            "stats tody");

    private static final int SECONDS = 3;

    /** Before those, one sample each, so that there is one shortly before today, wherever that begins. */
    private static final int HOURS = 24;

    private static final long SECONDS_OF_HOUR = 3600;

    /** A guess: enough for the first two frames, on a busy machine too. */
    private static final Duration SCREEN_TIME = Duration.ofSeconds(3);

    private TrainingRun() {}

    /**
     * Rehearses.
     *
     * @param args the folder that is HOME meanwhile, perhaps of an earlier rehearsal; {@code quick} if only what
     *     is typed most is rehearsed
     */
    public static void main(String[] args) throws StoreException {
        LocalZone.spareTheTable();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", args[0]);
        Path database = Home.database(environment, null);
        if (Files.notExists(database)) {
            record(database);
        }
        boolean quick = args.length > 1 && args[1].equals("quick");
        for (String line : LINES) {
            String[] words = words(line.replace("HOME", args[0]));
            if (!quick || isQuick(environment, words)) {
                run(environment, database, words);
            }
        }
        if (!quick && new StandardOutput().isTerminal()) {
            showScreen(environment, database);
        } else if (!quick) {
            RawTerminal.load();
        }
    }

    /** The end of this process ends the screen. */
    private static void showScreen(Map<String, String> environment, Path database) {
        Thread screen = new Thread(
                () -> {
                    try {
                        run(environment, database, "live");
                    } catch (StoreException e) {
                        throw new IllegalStateException("the rehearsal's own database", e);
                    }
                },
                "screen");
        screen.setDaemon(true);
        screen.start();
        LockSupport.parkNanos(SCREEN_TIME.toNanos());
    }

    /** What moves now is told while a service runs, as whose lock holder this process stands in. */
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

    /** Whether {@code scripts/launcher} starts it from the small archive, and it is no typing error. */
    private static boolean isQuick(Map<String, String> environment, String... words) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        boolean isSimple = words.length == 0 || (words[0].equals("stats") && words.length <= 2);
        return isSimple && FastPath.find(new Session(environment, nowhere, nowhere), words) != null;
    }

    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ");
    }

    private static void record(Path database) throws StoreException {
        long now = Instant.now().getEpochSecond();
        try (TrafficWriter log = TrafficWriter.open(database)) {
            for (int hour = HOURS; hour > 0; hour--) {
                log.append(sample(now - hour * SECONDS_OF_HOUR));
            }
            for (int i = 0; i < SECONDS; i++) {
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
                new Counters("rehearsal", List.of()),
                List.of(new Gap(Gap.Kind.NOT_RUNNING, at - 60, at, Traffic.NONE, "")));
    }
}
