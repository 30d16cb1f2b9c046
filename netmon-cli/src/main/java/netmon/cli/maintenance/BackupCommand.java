package netmon.cli.maintenance;

import java.nio.file.Path;
import netmon.cli.options.FastCommand;
import netmon.cli.session.Session;
import netmon.cli.text.ProgressBar;
import netmon.model.StoreException;
import netmon.store.Backup;
import netmon.store.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code netmon backup FILE}: a copy of the database, also while the service writes it. */
@Command(
        name = "backup",
        description = "Copies the database as it is now, also while the service runs, and checks the copy.",
        footer = {"", "Example:", "  netmon backup netmon-copy.db"})
public final class BackupCommand implements FastCommand {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The copy; it must not be there yet.")
    private Path copy;

    /** @param copy where it is to be; empty where picocli sets it */
    public BackupCommand(Session session, String copy) {
        this.session = session;
        this.copy = Path.of(copy);
    }

    @Override
    public boolean set(String option) {
        return false;
    }

    @Override
    public boolean set(String option, String value) {
        return false;
    }

    @Override
    public Integer call() throws StoreException {
        ProgressBar bar = session.progressBar();
        Verification found = Backup.write(session.database(), copy, bar::show);
        bar.clear();
        int status = VerifyCommand.tell(session, found, session.zone());
        session.say("copied to " + session.shortened(copy));
        return status;
    }
}
