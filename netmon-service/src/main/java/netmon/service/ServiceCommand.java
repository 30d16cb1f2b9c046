package netmon.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import netmon.model.StoreException;
import netmon.model.Version;
import netmon.scan.ScanException;
import netmon.service.doctor.Doctor;
import netmon.service.log.LogSetup;
import netmon.service.recording.Recordings;
import netmon.service.run.Daemon;
import netmon.service.settings.Settings;
import netmon.service.settings.SettingsOptions;
import netmon.service.settings.SudoGuard;
import netmon.store.files.Home.NoHomeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of {@code netmon-service}. Exit status: 0 success, 1 failure, 2 a wrong command line, 4 the database
 * cannot be used.
 */
@Command(
        name = ServiceCommand.NAME,
        abbreviateSynopsis = true,
        description = "Measures once a second how many bytes each application moves, and writes them to a database.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  netmon-service                                 measure into ~/.netmon/netmon.db until stopped",
            "  netmon-service --interfaces en0,en7            count the bytes of these interfaces only",
            "  netmon-service --record DIR --seconds 60       record the machine's network data for a bug report",
            "  netmon-service --replay DIR --db FILE          feed a recording through the service"
        })
public final class ServiceCommand implements Callable<Integer> {
    public static final String NAME = "netmon-service";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceCommand.class);

    private static final int FAILED = 1;
    private static final int DATABASE = 4;

    /** A recording takes a day at most. */
    private static final int MOST_SECONDS = 86_400;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(names = "--log", paramLabel = "FILE", description = "Log to a file of bounded size, not to standard error.")
    private @Nullable Path log;

    @Option(
            names = "--replay",
            paramLabel = "DIR",
            description = "Feed a recording, a folder or a .zip, through the service, then exit.")
    private @Nullable Path replay;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Write a recording of this machine into a new folder or .zip, then exit.")
    private @Nullable Path record;

    @Option(
            names = "--anonymise",
            description = "Replace addresses, names and paths below home in what --record writes.")
    private boolean anonymise;

    @Option(
            names = "--enclose",
            paramLabel = "FILE",
            hidden = true,
            description = "Add the last lines of this text file to the recording; netmon doctor uses it.")
    private List<Path> enclosed = List.of();

    @Option(
            names = "--doctor",
            hidden = true,
            description = "Print the checks of this machine, one a line; netmon doctor uses it.")
    private boolean doctor;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long to record (${DEFAULT-VALUE}).")
    private int seconds;

    /** The command line, ready to be executed. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new ServiceCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setParameterExceptionHandler((failure, args) -> UsageErrors.wrongArguments(failure));
        line.getCommandSpec().versionProvider(() -> new String[] {NAME + " " + Version.number()});
        return line;
    }

    @Override
    public Integer call() {
        check();
        try {
            return start(settings());
        } catch (NoHomeException e) {
            return fail(DATABASE, e.getMessage());
        } catch (ScanException e) {
            return fail(FAILED, e.getMessage());
        } catch (StoreException e) {
            boolean temporary = e.kind() == StoreException.Remedy.BUSY || e.kind() == StoreException.Remedy.FULL;
            return fail(temporary ? FAILED : DATABASE, e.getMessage());
        } catch (Error e) {
            return fail(FAILED, e + Main.LIMITS_TOO_LOW);
        }
    }

    Settings settings() {
        return options.settings();
    }

    private int start(Settings settings) throws ScanException, StoreException {
        SudoGuard sudo = new SudoGuard(System.getenv(), System.getProperty("user.name"));
        String objection = objection(sudo, settings.database());
        if (objection != null) {
            UsageErrors.print(commandSpec().commandLine(), objection);
            return FAILED;
        }
        try {
            LogSetup.start(log);
        } catch (IOException e) {
            return fail(
                    FAILED, StoreException.of("cannot write the log " + log, e).getMessage());
        }
        if (sudo.isUsed()) {
            LOG.warn("started by sudo: {} belongs to root, and only sudo netmon can read it", settings.database());
        }
        run(settings);
        return 0;
    }

    private void run(Settings settings) throws ScanException, StoreException {
        if (doctor) {
            doctor(settings).print(commandSpec().commandLine().getOut());
        } else if (record != null) {
            Path dir = record.toAbsolutePath().normalize();
            Recordings.write(dir, Duration.ofSeconds(seconds), enclosed, anonymise, settings);
        } else if (replay != null) {
            Recordings.replay(replay, settings);
        } else {
            Daemon.run(settings, () -> doctor(settings).examine());
        }
    }

    private static Doctor doctor(Settings settings) {
        return new Doctor(settings, ServiceCommand::commandLine);
    }

    private @Nullable String objection(SudoGuard sudo, Path database) {
        return Stream.of(database, log, record)
                .filter(Objects::nonNull)
                .map(sudo::objection)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void check() {
        try {
            options.check();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw wrong("--seconds must be between 1 and " + MOST_SECONDS);
        }
        if (replay != null && record != null) {
            throw wrong("--replay and --record cannot be combined");
        }
        if (anonymise && record == null) {
            throw wrong("--anonymise needs --record");
        }
        if (!enclosed.isEmpty() && record == null) {
            throw wrong("--enclose needs --record");
        }
        if (replay != null && !options.namesDatabase()) {
            throw wrong("--replay needs --db, so that recorded bytes are not added to measured ones");
        }
    }

    /** Prints the reason of a failure to standard error, and to the log if that is a file. */
    private int fail(int status, @Nullable String why) {
        UsageErrors.print(commandSpec().commandLine(), why);
        if (log != null) {
            LOG.error("not running: {}", why);
        }
        return status;
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
