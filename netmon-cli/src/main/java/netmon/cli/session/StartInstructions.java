package netmon.cli.doctor;

import java.nio.file.Path;
import netmon.cli.session.InstalledFiles;
import netmon.cli.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * How to start the service: by the scripts of the project or, if netmon is installed, by running setup again.
 *
 * @param start a clause for a sentence
 * @param restart one or more commands
 */
record StartInstructions(String start, String restart) {
    /** The instructions for this program. */
    static StartInstructions own() {
        return of(InstalledFiles.folder(), Session.sharedDatabase() != null);
    }

    /**
     * The instructions for an image of netmon.
     *
     * @param image the folder of its launchers; null without launchers
     * @param shared whether it is installed for all users
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
