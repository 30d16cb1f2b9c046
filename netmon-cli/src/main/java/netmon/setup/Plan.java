package netmon.setup;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import netmon.model.StoreException;

/**
 * Steps, in their order.
 *
 * @param closing what the user is told after the last one
 */
public record Plan(List<Step> steps, List<String> closing) {
    public Plan {
        steps = List.copyOf(steps);
        closing = List.copyOf(closing);
    }

    /**
     * Tells what would be done.
     *
     * @param say prints a line at once; names in it are as hostile as they were
     */
    public void tell(Consumer<String> say) {
        steps.forEach(step -> say.accept(step.told()));
    }

    /**
     * Does it, and tells each step before it is done.
     *
     * @param say as for {@link #tell}
     * @throws SetupException with the step that failed, and why; those after it are not done
     */
    public void execute(Map<String, String> environment, Consumer<String> say) throws SetupException, StoreException {
        for (Step step : steps) {
            say.accept(step.told());
            try {
                step.take(environment);
            } catch (IOException e) {
                throw SetupException.of("cannot " + step.told(), e);
            }
        }
        closing.forEach(say);
    }
}
