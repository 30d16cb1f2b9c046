package netmon.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import netmon.model.StoreException;

/** One thing that an installation does. It may be done again: what is done already stays as it is. */
public sealed interface Step permits FileStep, Step.RequireRootOnly, Step.StopService, Step.AwaitRows, Step.Run {
    /** What it does, such as {@code write /etc/systemd/system/netmon.service}. */
    String told();

    /**
     * Does it.
     *
     * @param environment of programs that are run
     * @throws SetupException if it cannot be done, which ends the installation
     */
    void take(Map<String, String> environment) throws IOException, SetupException, StoreException;

    /** Refuses what any other than root can write, or could put something else in the place of. */
    record RequireRootOnly(Path path, Path root) implements Step {
        @Override
        public String told() {
            return "check that nobody but root can write " + path + ", what is in it, and the folders above";
        }

        @Override
        public void take(Map<String, String> environment) throws IOException, SetupException {
            RootOwnership.require(path, root);
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
            InstalledService.stop(database);
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
            InstalledService.awaitRows(database);
        }
    }

    /**
     * Runs a program.
     *
     * @param attempts how often it may fail before it has failed, a second apart
     * @param tolerant whether it does not matter that it fails, does not end, or is not there
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
            try {
                takeInTime(environment);
            } catch (SetupException e) {
                if (!tolerant || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }

        private void takeInTime(Map<String, String> environment) throws SetupException {
            ProgramRunner.Result result = ProgramRunner.run(environment, command);
            for (int i = 1; i < attempts && !result.isOk(); i++) {
                InstalledService.pause(BETWEEN_MILLIS);
                result = ProgramRunner.run(environment, command);
            }
            if (!result.isOk()) {
                throw new SetupException(String.join(" ", command) + " failed with status " + result.status()
                        + (result.output().isEmpty() ? "" : ": " + result.output()));
            }
        }
    }
}
