package netmon.service;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import netmon.model.PlainText;
import netmon.scan.ScanException;
import netmon.scan.Scanner;
import netmon.store.Home;
import netmon.store.StoreException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code netmon-service} is asked to do. Exit status: 0 done, 1 it could not be done, 2 a wrong command line. */
@Command(
        name = "netmon-service",
        description = "Measures once a second which application moves how many bytes, and writes it to a database.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  netmon-service                                 measure into ~/.netmon/netmon.db until stopped",
            "  netmon-service --interfaces en0,en7            count the bytes of these interfaces only",
            "  netmon-service --record DIR --seconds 60       write down what the machine says, for a bug report",
            "  netmon-service --replay DIR --db FILE          feed a recording through the service"
        })
final class ServiceCommand implements Callable<Integer> {
    /** Looking more often costs more than it tells. */
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

    private static final Duration MOST_INTERVAL = Duration.ofMinutes(10);

    /** No recording goes on for longer than a day. */
    private static final int MOST_SECONDS = 86_400;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"--db", "-db"},
            paramLabel = "FILE",
            description = "The database (~/.netmon/netmon.db).")
    private @Nullable Path database;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = Durations.class,
            description = "How often to look, such as 1s or 500ms (${DEFAULT-VALUE}).")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = "--scanner",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "How to read sockets: auto, sockdiag, netstat, nettop, lsof, oshi (${DEFAULT-VALUE}).")
    private Scanner scanner = Scanner.AUTO;

    @Option(
            names = "--interfaces",
            paramLabel = "LIST",
            split = ",",
            description = "Count exactly these interfaces, instead of the physical ones.")
    private List<String> interfaces = List.of();

    @Option(names = "--no-app-tracking", description = "Measure interfaces only; every byte is Unattributed.")
    private boolean noAppTracking;

    @Option(names = "--log", paramLabel = "FILE", description = "Log to a file of bounded size, not to standard error.")
    private @Nullable Path log;

    @Option(names = "--replay", paramLabel = "DIR", description = "Feed a recording through the service, then exit.")
    private @Nullable Path replay;

    @Option(names = "--record", paramLabel = "DIR", description = "Write a recording of this machine, then exit.")
    private @Nullable Path record;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long to record (${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() {
        check();
        Logging.start(log, System.err);
        try {
            if (record != null) {
                Recordings.write(record, Duration.ofSeconds(seconds), interval, settings());
            } else if (replay != null) {
                Recordings.replay(replay, settings());
            } else {
                Daemon.run(settings());
            }
            return 0;
        } catch (ScanException | StoreException e) {
            PrintWriter err = commandSpec().commandLine().getErr();
            err.println("netmon-service: " + PlainText.of(String.valueOf(e.getMessage())));
            return 1;
        }
    }

    private void check() {
        if (interval.compareTo(LEAST_INTERVAL) < 0 || interval.compareTo(MOST_INTERVAL) > 0) {
            throw wrong("--interval must be between 100ms and 10m");
        }
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw wrong("--seconds must be between 1 and " + MOST_SECONDS);
        }
        if (replay != null && record != null) {
            throw wrong("--replay and --record exclude each other");
        }
        if (interfaces.stream().anyMatch(String::isBlank)) {
            throw wrong("--interfaces has an empty name: " + String.join(",", interfaces));
        }
    }

    private Settings settings() {
        Path file = database == null
                ? Home.database(System.getenv(), System.getProperty("user.home"))
                : database.toAbsolutePath();
        return new Settings(file, interval, scanner, Set.copyOf(interfaces), !noAppTracking);
    }

    private ParameterException wrong(String what) {
        return new ParameterException(commandSpec().commandLine(), what);
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        return spec;
    }
}
