package netmon.setup;

import netmon.model.StoreException;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * An ordered list of steps.
 *
 * @param closing the lines that the user reads after the last step
 */
public record Plan(List<Step> steps, List<String> closing) {
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
     * Prints each step, then runs it.
     *
     * @param print as for {@link #dryRun}
     * @throws SetupException names the step that failed and the reason; the steps after it do not run
     */
    public void execute(Consumer<String> print) throws SetupException, StoreException {
        for (Step step : steps) {
            print.accept(step.text());
            try {
                step.action().run();
            } catch (IOException e) {
                throw SetupException.of("cannot " + step.text(), e);
            }
        }
        closing.forEach(print);
    }
}
