package netmon.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import netmon.store.Backup;
import netmon.store.StoreException;
import netmon.store.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code netmon backup FILE}: a copy of the database, also while the service writes it. */
@Command(
        name = "backup",
        description = "Copies the database as it is now, also while the service runs, and checks the copy.",
        footer = {"", "Example:", "  netmon backup netmon-copy.db"})
final class BackupCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The copy; it must not be there yet.")
    private Path copy = Path.of("");

    BackupCommand(Session session) {
        this.session = session;
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
