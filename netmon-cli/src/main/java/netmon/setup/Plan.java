package netmon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import netmon.model.StoreException;

/**
 * An ordered list of steps.
 *
 * @param closing the lines that the user reads after the last step
 */
public record Plan(List<Step> steps, List<String> closing) {
    /**
     * One step of an installation or a removal. A step may run again: work that is already done stays as it is.
     *
     * @param text describes the step, such as {@code write /etc/systemd/system/netmon.service}
     */
    public record Step(String text, Action action) {
        /** The work of a step. An exception ends the whole plan. */
        @FunctionalInterface
        interface Action {
            void run() throws IOException, SetupException, StoreException;
        }

        static Step write(Path file, String text) {
            return new Step("write " + file, () -> FileOperations.write(file, text));
        }

        static Step remove(Path file) {
            return new Step("remove " + file, () -> Files.deleteIfExists(file));
        }

        static Step removeTree(Path folder) {
            return new Step("remove " + folder + " with its content", () -> FileOperations.removeTree(folder));
        }

        /** Stops the service that writes this database, no matter how it was started. */
        static Step stopService(Path database) {
            return new Step(
                    "stop the service that writes " + database + ", if one runs",
                    () -> InstalledService.stop(database));
        }
    }

    public Plan {
        steps = List.copyOf(steps);
        closing = List.copyOf(closing);
    }

    /**
     * Prints the steps and runs none of them.
     *
     * @param print prints a line at once; the names in it are not yet safe for a terminal
     */
    public void dryRun(Consumer<String> print) {
        steps.forEach(step -> print.accept(step.text()));
    }

    /**
     * Prints each step with its number, then runs it.
     *
     * @param print as for {@link #dryRun}
     * @throws SetupException names the step that failed and the reason; the steps after it do not run
     */
    public void execute(Consumer<String> print) throws SetupException, StoreException {
        int number = 0;
        for (Step step : steps) {
            number++;
            print.accept("[" + number + "/" + steps.size() + "] " + step.text());
            try {
                step.action().run();
            } catch (IOException e) {
                throw SetupException.of("cannot " + step.text(), e);
            }
        }
        closing.forEach(print);
    }
}
