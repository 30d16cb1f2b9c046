package netmon.cli.doctor;

import java.nio.file.Path;
import netmon.cli.session.InstalledFiles;
import netmon.cli.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * How this netmon's service is started, for whom it does not run: by the project's scripts, or, where netmon was
 * installed and there are none, by setup, which may be run again.
 *
 * @param start ends a sentence
 * @param restart a command, or several
 */
record StartInstructions(String start, String restart) {
    /** Those of this program. */
    static StartInstructions own() {
        return of(InstalledFiles.folder(), Session.sharedDatabase() != null);
    }

    /**
     * Those of another.
     *
     * @param image the folder of its launchers; null where it has none
     * @param shared whether it was installed for all users
     */
    static StartInstructions of(@Nullable Path image, boolean shared) {
        if (image == null || InstalledFiles.installedPrefix(image) == null) {
            return new StartInstructions(
                    "scripts/start starts it; scripts/install-launchd or -systemd at each login",
                    "scripts/stop, scripts/start");
        }
        String setup = shared ? "sudo netmon setup --system" : "netmon setup";
        return new StartInstructions("'" + setup + "' starts it, now and from now on", setup);
    }
}
