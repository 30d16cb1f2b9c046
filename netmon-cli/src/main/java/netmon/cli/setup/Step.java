package netmon.cli.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import netmon.store.StoreException;

/** One thing that an installation does. It may be done again: what is done already stays as it is. */
public sealed interface Step {
    /** What it does, such as {@code write /etc/systemd/system/netmon.service}. */
    String told();

    /**
     * Does it.
     *
     * @param environment of programs that are run
     * @throws SetupException if it cannot be done, which ends the installation
     */
    void take(Map<String, String> environment) throws IOException, SetupException, StoreException;

    /** Copies a folder, in the place of the one that is there. Class archives are left out: they hold for one place. */
    record CopyTree(Path from, Path to) implements Step {
        @Override
        public String told() {
            return "copy " + from + " to " + to;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileWork.removeTree(to);
            FileWork.copyTree(from, to);
        }
    }

    /** Copies what a folder holds into a folder that others use, too. */
    record Merge(Path from, Path to) implements Step {
        @Override
        public String told() {
            return "copy what is in " + from + " into " + to;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileWork.copyTree(from, to);
        }
    }

    /** Puts a folder into the place of another one. */
    record Replace(Path from, Path to) implements Step {
        @Override
        public String told() {
            return "move " + from + " to " + to;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileWork.replace(from, to);
        }
    }

    /** Copies a program. */
    record CopyProgram(Path from, Path to) implements Step {
        @Override
        public String told() {
            return "copy " + from + " to " + to;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileWork.makeFolder(to.getParent(), "rwxr-xr-x");
            FileWork.copyFile(from, to);
        }
    }

    /** Makes a folder where there is none. */
    record MakeFolder(Path folder, String mode) implements Step {
        @Override
        public String told() {
            return "make the folder " + folder + " (" + mode + ")";
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileWork.makeFolder(folder, mode);
        }
    }

    /** Lets a group read a folder or a file, which is made where there is none. */
    record Share(Path path, String group, boolean folder) implements Step {
        @Override
        public String told() {
            return "let the group " + group + " read " + path;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileWork.share(path, group, folder);
        }
    }

    /** Writes a file that everybody may read. */
    record Write(Path file, String text) implements Step {
        @Override
        public String told() {
            return "write " + file;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileWork.write(file, text);
        }
    }

    /** Removes a file; it need not be there. */
    record Remove(Path file) implements Step {
        @Override
        public String told() {
            return "remove " + file;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileWork.remove(file);
        }
    }

    /** Removes a folder with all that is in it; it need not be there. */
    record RemoveTree(Path folder) implements Step {
        @Override
        public String told() {
            return "remove " + folder + " and all that is in it";
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileWork.removeTree(folder);
        }
    }

    /** Removes netmon's own files from its data folder, and the folder if nothing else is in it. */
    record RemoveData(Path folder) implements Step {
        @Override
        public String told() {
            return "remove what was measured, and netmon's other files, from " + folder;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileWork.removeBeginningWith("netmon", folder);
        }
    }

    /** Refuses what any other than root can write, or could put something else in the place of. */
    record RequireRootOnly(Path path, Path root) implements Step {
        @Override
        public String told() {
            return "check that nobody but root can write " + path + ", what is in it, and the folders above";
        }

        @Override
        public void take(Map<String, String> environment) throws IOException, SetupException {
            RootOnly.require(path, root);
        }
    }

    /** Stops the service that writes this database, whoever started it. */
    record StopService(Path database) implements Step {
        @Override
        public String told() {
            return "stop the service that writes " + database + ", if one runs";
        }

        @Override
        public void take(Map<String, String> environment) throws SetupException, StoreException {
            LivingService.stop(database);
        }
    }

    /** Waits until the service writes. */
    record AwaitRows(Path database) implements Step {
        @Override
        public String told() {
            return "wait until rows arrive in " + database;
        }

        @Override
        public void take(Map<String, String> environment) throws SetupException, StoreException {
            LivingService.awaitRows(database);
        }
    }

    /**
     * Runs a program.
     *
     * @param attempts how often it may fail before it has failed, a second apart
     * @param tolerant whether it does not matter that it fails
     */
    record Run(List<String> command, int attempts, boolean tolerant) implements Step {
        private static final int PATIENT = 5;
        private static final long BETWEEN_MILLIS = 1000;

        public Run {
            command = List.copyOf(command);
        }

        static Run once(List<String> command) {
            return new Run(command, 1, false);
        }

        static Run patient(List<String> command) {
            return new Run(command, PATIENT, false);
        }

        static Run tolerant(List<String> command) {
            return new Run(command, 1, true);
        }

        @Override
        public String told() {
            return "run " + String.join(" ", command);
        }

        @Override
        public void take(Map<String, String> environment) throws SetupException {
            Programs.Result result = Programs.run(environment, command);
            for (int i = 1; i < attempts && !result.isOk(); i++) {
                LivingService.pause(BETWEEN_MILLIS);
                result = Programs.run(environment, command);
            }
            if (!result.isOk() && !tolerant) {
                throw new SetupException(String.join(" ", command) + " failed with status " + result.status()
                        + (result.output().isEmpty() ? "" : ": " + result.output()));
            }
        }
    }
}
