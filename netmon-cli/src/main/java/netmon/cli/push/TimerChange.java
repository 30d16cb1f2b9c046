package netmon.cli.push;

import java.nio.file.Path;
import java.util.Comparator;
import netmon.cli.parse.UsageException;
import netmon.cli.session.CliSettings;
import netmon.cli.session.InstalledFiles;
import netmon.cli.session.Session;
import netmon.model.OperatingSystem;
import netmon.model.StoreException;
import netmon.setup.DatabaseOwner;
import netmon.setup.Plan;
import netmon.setup.PushTimer;
import netmon.setup.SetupException;
import netmon.setup.SetupHost;

/**
 * A change of the destinations in the settings file, and of the timer with them.
 *
 * @param system true for a netmon of all users: the settings are those of the owner of the database
 */
record TimerChange(Session session, boolean system, boolean isDryRun) {
    /** Changes the text of the settings file. */
    interface TextChange {
        String changed(Path file, String text);
    }

    /** Prints and runs the steps. */
    void make(String command, TextChange change) throws SetupException, StoreException {
        SetupHost host = new SetupHost(OperatingSystem.current(), Path.of("/"), session.home(), session.environment());
        host.requireRights(system, "configure", command);
        Plan plan = timer(host, change).plan(host);
        if (isDryRun) {
            plan.dryRun(session::printNow);
        } else {
            plan.execute(session::printNow);
        }
    }

    private PushTimer timer(SetupHost host, TextChange change) throws SetupException {
        Path database = session.database().toAbsolutePath();
        DatabaseOwner owner = system ? DatabaseOwner.of(host, database) : null;
        Path settings = owner == null ? session.settingsFile() : owner.home().resolve(".netmon/netmon.properties");
        if (settings == null) {
            throw new UsageException("there is no home folder for the settings: set HOME");
        }
        String text = change.changed(settings, CliSettings.text(settings));
        Path image = InstalledFiles.folder();
        if (image == null) {
            throw new SetupException(
                    "this netmon was not started by its launcher; run bin/netmon, made by scripts/build");
        }
        return new PushTimer(
                settings,
                text,
                image.resolve("netmon"),
                database,
                owner == null ? "" : owner.name(),
                PushSettings.of(settings, text).stream()
                        .map(PushDestination::every)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }
}
