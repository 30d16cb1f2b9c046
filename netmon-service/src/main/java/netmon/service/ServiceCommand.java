package netmon.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import netmon.model.PlainText;
import netmon.scan.ScanException;
import netmon.scan.Scanner;
import netmon.store.Home;
import netmon.store.StoreException;
import netmon.store.Tiers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What {@code netmon-service} is asked to do. Exit status: 0 done, 1 it could not be done, 2 a wrong command line, 4 the
 * database cannot be used.
 */
@Command(
        name = ServiceCommand.NAME,
        abbreviateSynopsis = true,
        description = "Measures once a second which application moves how many bytes, and writes it to a database.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
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
    static final String NAME = "netmon-service";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceCommand.class);

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int DATABASE = 4;

    /** Looking more often costs more than it tells. */
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

    private static final Duration MOST_INTERVAL = Duration.ofMinutes(10);

    /** No recording goes on for longer than a day. */
    private static final int MOST_SECONDS = 86_400;

    /** A longer wait saves hardly anything more, and a kill loses the owners of so much. */
    private static final Duration MOST_BETWEEN_COMMITS = Duration.ofMinutes(10);

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
            names = "--commit-every",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = Durations.class,
            description = "How long rows wait in memory before they are written together (${DEFAULT-VALUE}).")
    private Duration commitEvery = Duration.ofSeconds(1);

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

    @Option(
            names = "--keep-seconds",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = Durations.class,
            description = "How long rows of a second are kept before they become minutes (${DEFAULT-VALUE}).")
    private Duration keepSeconds = Tiers.DEFAULT.seconds();

    @Option(
            names = "--keep-minutes",
            paramLabel = "TIME",
            defaultValue = "2d",
            converter = Durations.class,
            description = "How long minutes are kept before they become quarters of an hour (${DEFAULT-VALUE}).")
    private Duration keepMinutes = Tiers.DEFAULT.minutes();

    @Option(
            names = "--keep-quarters",
            paramLabel = "TIME",
            defaultValue = "60d",
            converter = Durations.class,
            description = "How long those are kept before they become hours, which stay (${DEFAULT-VALUE}).")
    private Duration keepQuarters = Tiers.DEFAULT.quarters();

    @Option(names = "--log", paramLabel = "FILE", description = "Log to a file of bounded size, not to standard error.")
    private @Nullable Path log;

    @Option(names = "--replay", paramLabel = "DIR", description = "Feed a recording through the service, then exit.")
    private @Nullable Path replay;

    @Option(names = "--record", paramLabel = "DIR", description = "Write a recording of this machine, then exit.")
    private @Nullable Path record;

    @Option(
            names = "--anonymise",
            description = "Replace addresses, names and paths below home in what --record writes.")
    private boolean anonymise;

    @Option(
            names = "--enclose",
            paramLabel = "FILE",
            hidden = true,
            description = "Put the end of this text into the recording as well; netmon doctor asks for it.")
    private List<Path> enclosed = List.of();

    @Option(
            names = "--doctor",
            hidden = true,
            description = "Print what may be wrong, a line each; netmon doctor asks.")
    private boolean doctor;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long to record (${DEFAULT-VALUE}).")
    private int seconds;

    /** The command line, ready to be executed. */
    static CommandLine commandLine() {
        return new CommandLine(new ServiceCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setParameterExceptionHandler((failure, args) -> misunderstood(failure));
    }

    @Override
    public Integer call() {
        check();
        Sudo sudo = new Sudo(System.getenv(), System.getProperty("user.name"));
        String objection = objection(sudo);
        if (objection != null) {
            say(commandSpec().commandLine(), objection);
            return FAILED;
        }
        try {
            Logging.start(log);
        } catch (IOException e) {
            return fail(FAILED, "cannot write the log " + log + ": " + e);
        }
        if (sudo.isUsed()) {
            LOG.warn(
                    "started by sudo: {} is root's own, and the command reads it by sudo only",
                    settings().database());
        }
        try {
            run();
            return 0;
        } catch (ScanException e) {
            return fail(FAILED, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            return fail(status(e.kind()), e.getMessage());
        }
    }

    /** What was asked for. */
    Settings settings() {
        Path file = database == null
                ? Home.database(System.getenv(), System.getProperty("user.home"))
                : database.toAbsolutePath();
        return new Settings(file, interval, commitEvery, scanner, names(), !noAppTracking, tiers());
    }

    private void run() throws ScanException, StoreException {
        if (doctor) {
            PrintWriter out = commandSpec().commandLine().getOut();
            new Doctor(settings()).examine().toldTo(Doctor.jar()).forEach(each -> out.println(each.line()));
            out.flush();
        } else if (record != null) {
            Path dir = record.toAbsolutePath().normalize();
            if (anonymise) {
                Recordings.writeAnonymous(dir, Duration.ofSeconds(seconds), enclosed, settings());
            } else {
                Recordings.write(dir, Duration.ofSeconds(seconds), enclosed, settings());
            }
        } else if (replay != null) {
            Recordings.replay(replay, settings());
        } else {
            Daemon.run(settings());
        }
    }

    private @Nullable String objection(Sudo sudo) {
        return Stream.of(settings().database(), log, record)
                .filter(Objects::nonNull)
                .map(sudo::objection)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void check() {
        if (interval.compareTo(LEAST_INTERVAL) < 0 || interval.compareTo(MOST_INTERVAL) > 0) {
            throw wrong("--interval must be between 100ms and 10m");
        }
        if (commitEvery.compareTo(MOST_BETWEEN_COMMITS) > 0) {
            throw wrong("--commit-every must be at most 10m");
        }
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw wrong("--seconds must be between 1 and " + MOST_SECONDS);
        }
        if (replay != null && record != null) {
            throw wrong("--replay and --record exclude each other");
        }
        if (anonymise && record == null) {
            throw wrong("--anonymise belongs to --record");
        }
        if (!enclosed.isEmpty() && record == null) {
            throw wrong("--enclose belongs to --record");
        }
        if (replay != null && database == null) {
            throw wrong("--replay needs --db, lest what was recorded be added to what is measured");
        }
        tiers();
        if (names().contains("")) {
            throw wrong("--interfaces has an empty name: " + String.join(",", interfaces));
        }
    }

    private Tiers tiers() {
        try {
            return new Tiers(keepSeconds, keepMinutes, keepQuarters);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Set<String> names() {
        return interfaces.stream().map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    /** Says on standard error, and in the log where that is a file, why nothing more is done. */
    private int fail(int status, String why) {
        say(commandSpec().commandLine(), why);
        if (log != null) {
            LOG.error("not running: {}", why);
        }
        return status;
    }

    private static int status(StoreException.Kind kind) {
        return switch (kind) {
            case MISSING, UNUSABLE, DAMAGED, NEWER, REPLACED -> DATABASE;
            case BUSY, FULL -> FAILED;
        };
    }

    /** Says what is wrong with the settings, for an exit status. */
    static int misunderstood(CommandLine command, @Nullable String why) {
        say(command, why);
        return USAGE;
    }

    private static int misunderstood(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        boolean named = failure instanceof UnmatchedArgumentException other
                && !other.getUnmatched().isEmpty();
        say(command, named ? unmatched((UnmatchedArgumentException) failure) : failure.getMessage());
        PrintWriter err = command.getErr();
        err.print(command.getHelp().synopsisHeading() + command.getHelp().synopsis(0));
        err.println("'" + NAME + " --help' tells more.");
        return USAGE;
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        String what = failure.isUnknownOption() ? "unknown option" : "unexpected argument";
        List<String> suggestions = failure.getSuggestions();
        return what + " '" + failure.getUnmatched().get(0) + "'"
                + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?");
    }

    private static void say(CommandLine command, @Nullable String what) {
        command.getErr().println(NAME + ": " + PlainText.of(String.valueOf(what)));
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
