package netmon.cli.maintenance;

import java.nio.file.Path;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.session.Session;
import netmon.cli.text.ProgressBar;
import netmon.model.StoreException;
import netmon.store.Backup;
import netmon.store.Verification;

/** {@code netmon backup FILE}: copies the database, also while the service writes to it. */
public final class BackupCommand extends CliCommand {
    private final CommandArgument<Path> copy = arguments
            .fileParameter("FILE", "The copy; a file that does not exist yet.")
            .required();

    public BackupCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Copies the database, also while the service runs, and checks the copy.",
                        "netmon backup netmon-copy.db")
                .training("HOME/copy.db");
    }

    @Override
    public Integer call() throws StoreException {
        ProgressBar bar = session.progressBar();
        Verification found = Backup.write(session.database(), copy.get(), bar::show);
        bar.clear();
        int status = VerifyCommand.print(session, found, session.zone());
        session.say("copied to " + session.shortened(copy.get()));
        return status;
    }
}
