package netmon.cli.maintenance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import netmon.cli.client.DatabaseChange;
import netmon.cli.parse.Suggestions;
import netmon.cli.parse.TimeParser;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.protocol.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netmon purge}: forgets. */
@Command(
        name = "purge",
        description = "Forgets what was before a day: all of it, or one application's name.",
        footer = {
            "",
            "Of one application the name is forgotten; its bytes become Unattributed, so that the sums still hold.",
            "",
            "Examples:",
            "  netmon purge --before 2026-01-01",
            "  netmon purge --before today --app 'Some App' --yes"
        })
public final class PurgeCommand implements Callable<Integer> {
    /** Years of rows of one application are rewritten in seconds. */
    private static final Duration LONGEST_PURGE = Duration.ofMinutes(1);

    private final Session session;

    @Option(names = "--before", required = true, paramLabel = "DATE", description = "The first day or time to keep.")
    private String before = "";

    @Option(names = "--app", paramLabel = "NAME", description = "Forgets this application alone.")
    private @Nullable String app;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    public PurgeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        Path database = session.database();
        if (!Files.exists(database)) {
            throw new StoreException(StoreException.Remedy.MISSING, "there is no database at " + database);
        }
        if (app != null && (app.isBlank() || app.indexOf('\n') >= 0)) {
            throw new UsageException("--app must be an application's name");
        }
        long moment = new TimeParser(session.now(), session.zone()).begin(before);
        if (app != null && !Suggestions.isApp(session, app)) {
            String meant = Suggestions.app(session, List.of(app));
            session.err().println(("netmon: no application of that name is known. " + meant).strip());
            return ExitCode.NO_DATA;
        }
        String what = app == null ? "everything" : "the name of " + PlainText.of(app);
        String question = "Forget " + what + " before " + time(moment) + "?";
        if (!yes && !session.confirm(question)) {
            session.err().println("Nothing was forgotten.");
            return ExitCode.FAILED;
        }
        Request.PurgeBefore request = new Request.PurgeBefore(moment, app);
        return done(DatabaseChange.make(database, request, LONGEST_PURGE, log -> log.purge(moment, app)));
    }

    private int done(long edge) {
        session.say("forgotten: what was before " + time(edge));
        return ExitCode.OK;
    }

    private String time(long moment) {
        return Instant.ofEpochSecond(moment)
                .atZone(session.zone())
                .toLocalDateTime()
                .toString();
    }
}
