package netmon.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How this netmon's service is started, for whom it does not run: by the project's scripts, or, where netmon was
 * installed and there are none, by setup, which may be run again.
 *
 * @param start ends a sentence
 * @param restart a command, or several
 */
record Ways(String start, String restart) {
    /** Those of this program. */
    static Ways own() {
        return of(Image.folder(), Session.sharedDatabase() != null);
    }

    /**
     * Those of another.
     *
     * @param image the folder of its launchers; null where it has none
     * @param shared whether it was installed for all users
     */
    static Ways of(@Nullable Path image, boolean shared) {
        if (image == null || Image.installedPrefix(image) == null) {
            return new Ways(
                    "scripts/start starts it; scripts/install-launchd or -systemd at each login",
                    "scripts/stop, scripts/start");
        }
        String setup = shared ? "sudo netmon setup --system" : "netmon setup";
        return new Ways("'" + setup + "' starts it, now and from now on", setup);
    }
}
