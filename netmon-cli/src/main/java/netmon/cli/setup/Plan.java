package netmon.cli.setup;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import netmon.model.PlainText;
import netmon.store.StoreException;

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

    /** Tells what would be done. */
    public void tell(PrintWriter out) {
        steps.forEach(step -> out.println(PlainText.of(step.told())));
    }

    /**
     * Does it, and tells each step before it is done.
     *
     * @throws SetupException with the step that failed, and why; those after it are not done
     */
    public void execute(Map<String, String> environment, PrintWriter out) throws SetupException, StoreException {
        for (Step step : steps) {
            out.println(PlainText.of(step.told()));
            out.flush();
            try {
                step.take(environment);
            } catch (IOException e) {
                throw new SetupException("cannot " + step.told() + ": " + e, e);
            }
        }
        closing.forEach(line -> out.println(PlainText.of(line)));
    }
}
