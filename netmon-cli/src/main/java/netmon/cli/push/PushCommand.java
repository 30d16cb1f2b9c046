package netmon.cli.push;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.parse.UsageException;
import netmon.cli.push.PushRun.PushOutcome;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.store.files.CheckedFiles;
import netmon.store.files.PrivateFiles;

/** {@code netmon push}: sends what is new to each destination, and ends. */
public final class PushCommand extends CliCommand {
    /** How long one exchange with an engine may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String LOCK = ".push-lock";

    private final CommandArgument<String> only =
            arguments.text("--to", "NAME", "Push to this destination only. Default: to all.");
    private final CommandArgument<Boolean> dryRun =
            arguments.flag("--dry-run", "Print what would be sent, and send nothing.");
    private final CommandArgument<Boolean> print =
            arguments.flag("--print", "Print the totals in the text format of Prometheus, and send nothing.");
    private final CommandArgument<Path> metricsFile = arguments.file(
            "--metrics-file", "FILE", "Write the totals to a file for the textfile collector of node_exporter.");

    public PushCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Sends the totals to the engines in the settings.",
                        "netmon push setup https://metrics.example.com/api/v1/write",
                        "netmon push",
                        "netmon push --dry-run",
                        "netmon push --metrics-file /var/lib/node_exporter/netmon.prom")
                .notes("A timer runs this command, which 'netmon push setup' installs; the service opens no connection."
                        + " Each byte is counted once, also after the engine or this machine was offline.")
                .training("--dry-run", "", "--print");
    }

    @Override
    public Integer call() throws StoreException {
        Path file = metricsFile.value();
        if ((dryRun.isGiven() ? 1 : 0) + (print.isGiven() ? 1 : 0) + (file != null ? 1 : 0) > 1) {
            throw new UsageException("choose only one of --dry-run, --print and --metrics-file");
        }
        if (print.isGiven()) {
            new MetricsExport(session).text().lines().map(PlainText::of).forEach(session.out()::println);
            return ExitCode.OK;
        }
        if (file != null) {
            return exported(file);
        }
        List<PushDestination> destinations = destinations();
        if (destinations.isEmpty()) {
            session.err().println("netmon: no destination is set; 'netmon push setup URL' sets one");
            return dryRun.isGiven() ? ExitCode.OK : ExitCode.NO_DATA;
        }
        return dryRun.isGiven() ? preview(destinations) : locked(destinations);
    }

    private List<PushDestination> destinations() {
        List<PushDestination> all = PushSettings.read(session);
        if (!only.isGiven()) {
            return all;
        }
        List<PushDestination> named =
                all.stream().filter(each -> each.name().equals(only.get())).toList();
        if (named.isEmpty()) {
            throw new UsageException("there is no destination '" + PlainText.of(only.get()) + "' in the settings");
        }
        return named;
    }

    private int exported(Path file) throws StoreException {
        try {
            new MetricsExport(session).write(file.toAbsolutePath());
            return ExitCode.OK;
        } catch (IOException e) {
            String reason = StoreException.of("cannot write " + file, e).getMessage();
            session.err().println("netmon: " + PlainText.of(reason));
            return ExitCode.FAILED;
        }
    }

    private int preview(List<PushDestination> destinations) throws StoreException {
        for (PushDestination each : destinations) {
            new PushPreview(session, each).print();
        }
        return ExitCode.OK;
    }

    /** Two runs at the same time would send the same points twice, and overwrite each other's state. */
    private int locked(List<PushDestination> destinations) throws StoreException {
        Path file = PrivateFiles.beside(session.database(), LOCK);
        session.open().close(); // a missing database is the first thing to report
        try (FileChannel channel = CheckedFiles.open(file, CheckedFiles.FileUse.WRITE_PRIVATE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                session.err().println("netmon: another 'netmon push' is running");
                return ExitCode.FAILED;
            }
            return push(destinations);
        } catch (IOException | OverlappingFileLockException e) {
            session.err().println("netmon: cannot lock " + PlainText.of(file + ": " + e.getMessage()));
            return ExitCode.FAILED;
        }
    }

    private int push(List<PushDestination> destinations) throws StoreException {
        int status = ExitCode.OK;
        for (PushDestination each : destinations) {
            PushOutcome outcome = new PushRun(session, each, PATIENCE).run();
            if (outcome.failure().isEmpty()) {
                session.say(each.name() + ": " + sentence(outcome));
            } else {
                session.err().println("netmon: " + each.name() + ": " + PlainText.of(outcome.failure()));
                status = ExitCode.FAILED;
            }
        }
        return status;
    }

    private static String sentence(PushOutcome outcome) {
        if (outcome.requests() == 0) {
            return "nothing new";
        }
        String sent = outcome.samples() + " values in " + outcome.requests()
                + (outcome.requests() == 1 ? " request, " : " requests, ") + outcome.bytes() + " bytes";
        return outcome.refused() == 0
                ? sent
                : sent + "; the engine refused " + outcome.refused() + " for good: " + outcome.refusal();
    }
}
