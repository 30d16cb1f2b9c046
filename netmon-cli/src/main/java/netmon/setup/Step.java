package netmon.setup;

import netmon.model.StoreException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One step of an installation or a removal. A step may run again: work that is already done stays as it is.
 *
 * @param text describes the step, such as {@code write /etc/systemd/system/netmon.service}
 * @param action does the work
 */
public record Step(String text, Action action) {
    /** The work of a step. An exception ends the whole plan. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException, SetupException, StoreException;
    }

    /** Writes a file that everybody may read. */
    static Step write(Path file, String text) {
        return new Step("write " + file, () -> FileOperations.write(file, text));
    }

    /** Removes a file; a missing file is no error. */
    static Step remove(Path file) {
        return new Step("remove " + file, () -> Files.deleteIfExists(file));
    }

    /** Removes a folder with its content; a missing folder is no error. */
    static Step removeTree(Path folder) {
        return new Step("remove " + folder + " with its content", () -> FileOperations.removeTree(folder));
    }

    /** Stops the service that writes this database, no matter how it was started. */
    static Step stopService(Path database) {
        return new Step(
                "stop the service that writes " + database + ", if one runs", () -> InstalledService.stop(database));
    }
}
