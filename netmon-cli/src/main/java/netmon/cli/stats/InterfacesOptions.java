package netmon.cli.stats;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.options.FastOptions;
import netmon.cli.options.SortOrder;
import netmon.cli.parse.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which interfaces are shown, and in which order. */
final class InterfacesOptions implements FastOptions {
    @Option(
            names = "--interface",
            paramLabel = "NAME",
            description = "This interface alone; may be given several times.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--top", paramLabel = "N", description = "The first N interfaces.")
    private @Nullable Integer top;

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            description = "Sorts by one of ${COMPLETION-CANDIDATES}; without it by total.")
    private SortOrder order = SortOrder.TOTAL;

    @Override
    public boolean set(String option, String value) {
        switch (option) {
            case "--interface" -> names.add(value);
            case "--top" -> top = Integer.valueOf(value);
            case "--sort" -> order = FastOptions.named(value, SortOrder.values());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What of it is shown. */
    InterfacesReport choose(InterfacesReport all) {
        InterfacesReport chosen = (names.isEmpty() ? all : all.only(names)).sorted(order);
        if (top == null) {
            return chosen;
        }
        if (top < 1) {
            throw new UsageException("--top takes a number from 1 on, not " + top);
        }
        return chosen.top(top);
    }

    /** What was asked for, as in {@code No interface data available}. */
    String described() {
        return names.isEmpty() ? "interface" : "'" + String.join("', '", names) + "'";
    }
}
