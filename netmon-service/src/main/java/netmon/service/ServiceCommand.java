package netmon.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import netmon.model.StoreException;
import netmon.scan.ScanException;
import netmon.service.doctor.Doctor;
import netmon.service.log.LogSetup;
import netmon.service.recording.Recordings;
import netmon.service.run.Daemon;
import netmon.service.settings.Settings;
import netmon.service.settings.SettingsOptions;
import netmon.service.settings.SudoGuard;
import netmon.service.settings.UsageErrors;
import netmon.service.settings.VersionProvider;
import netmon.store.files.NoHomeException;
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
 * What {@code netmon-service} is asked to do. Exit status: 0 done, 1 it could not be done, 2 a wrong command line, 4 the
 * database cannot be used.
 */
@Command(
        name = ServiceCommand.NAME,
        abbreviateSynopsis = true,
        description = "Measures once a second which application moves how many bytes, and writes it to a database.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  netmon-service                                 measure into ~/.netmon/netmon.db until stopped",
            "  netmon-service --interfaces en0,en7            count the bytes of these interfaces only",
            "  netmon-service --record DIR --seconds 60       write down what the machine says, for a bug report",
            "  netmon-service --replay DIR --db FILE          feed a recording through the service"
        })
public final class ServiceCommand implements Callable<Integer> {
    public static final String NAME = "netmon-service";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceCommand.class);

    private static final int FAILED = 1;
    private static final int DATABASE = 4;

    /** No recording goes on for longer than a day. */
    private static final int MOST_SECONDS = 86_400;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

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
    public static CommandLine commandLine() {
        return new CommandLine(new ServiceCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setParameterExceptionHandler((failure, args) -> UsageErrors.misunderstood(failure));
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
            return fail(status(e.kind()), e.getMessage());
        }
    }

    /** What was asked for. */
    Settings settings() {
        return options.settings();
    }

    private int start(Settings settings) throws ScanException, StoreException {
        SudoGuard sudo = new SudoGuard(System.getenv(), System.getProperty("user.name"));
        String objection = objection(sudo, settings.database());
        if (objection != null) {
            UsageErrors.say(commandSpec().commandLine(), objection);
            return FAILED;
        }
        try {
            LogSetup.start(log);
        } catch (IOException e) {
            return fail(FAILED, "cannot write the log " + log + ": " + e);
        }
        if (sudo.isUsed()) {
            LOG.warn("started by sudo: {} is root's own, and the command reads it by sudo only", settings.database());
        }
        run(settings);
        return 0;
    }

    private void run(Settings settings) throws ScanException, StoreException {
        if (doctor) {
            new Doctor(settings).tell(commandSpec().commandLine().getOut());
        } else if (record != null) {
            Path dir = record.toAbsolutePath().normalize();
            if (anonymise) {
                Recordings.writeAnonymous(dir, Duration.ofSeconds(seconds), enclosed, settings);
            } else {
                Recordings.write(dir, Duration.ofSeconds(seconds), enclosed, settings);
            }
        } else if (replay != null) {
            Recordings.replay(replay, settings);
        } else {
            Daemon.run(settings);
        }
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
            throw wrong("--replay and --record exclude each other");
        }
        if (anonymise && record == null) {
            throw wrong("--anonymise belongs to --record");
        }
        if (!enclosed.isEmpty() && record == null) {
            throw wrong("--enclose belongs to --record");
        }
        if (replay != null && !options.namesDatabase()) {
            throw wrong("--replay needs --db, lest what was recorded be added to what is measured");
        }
    }

    /** Says on standard error, and in the log where that is a file, why nothing more is done. */
    private int fail(int status, @Nullable String why) {
        UsageErrors.say(commandSpec().commandLine(), why);
        if (log != null) {
            LOG.error("not running: {}", why);
        }
        return status;
    }

    private static int status(StoreException.Remedy kind) {
        return switch (kind) {
            case MISSING, UNUSABLE, DAMAGED, NEWER, REPLACED -> DATABASE;
            case BUSY, FULL -> FAILED;
        };
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
