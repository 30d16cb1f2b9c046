package netmon.cli.options;

import netmon.cli.parse.UsageException;
import org.jspecify.annotations.Nullable;

/** The options for the number of rows and their order. */
public final class RowOptions {
    private final CommandArgument<Integer> top;
    private final CommandArgument<SortOrder> order;

    /** @param topDescription what the help says of {@code --top} */
    public RowOptions(CommandArguments arguments, String topDescription) {
        top = arguments.number("--top", "N", topDescription);
        order = arguments
                .choice("--sort", "KEY", "Sort by: {choices}. Default: {default}.", SortOrder.values())
                .byDefault(SortOrder.TOTAL);
    }

    public SortOrder order() {
        return order.get();
    }

    /** Whether the user chose how many rows there are. */
    public boolean isLimited() {
        return top.isGiven();
    }

    public int most() {
        @Nullable Integer given = top.value();
        if (given != null && given < 1) {
            throw new UsageException("--top must be 1 or more, not " + given);
        }
        return given == null ? Integer.MAX_VALUE : given;
    }
}
