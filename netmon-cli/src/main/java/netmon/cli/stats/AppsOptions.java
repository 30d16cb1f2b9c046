package netmon.cli.stats;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.options.FastOptions;
import netmon.cli.options.SortOrder;
import netmon.cli.parse.Suggestions;
import netmon.cli.parse.UsageException;
import netmon.cli.session.Session;
import netmon.model.InterfaceTotal;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which applications are shown, and in which order. */
final class AppsOptions implements FastOptions {
    @Option(names = "--app", paramLabel = "NAME", description = "This application alone; may be given several times.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--interface",
            paramLabel = "NAME",
            description = "What went through this interface; only where no other one counted at that time.")
    private @Nullable String networkInterface;

    @Option(names = "--top", paramLabel = "N", description = "The first N applications, the others in one row.")
    private @Nullable Integer top;

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            description = "Sorts by one of ${COMPLETION-CANDIDATES}; without it by total.")
    private SortOrder order = SortOrder.TOTAL;

    @Override
    public boolean set(String option, String value) {
        switch (option) {
            case "--app" -> names.add(value);
            case "--interface" -> networkInterface = value;
            case "--top" -> top = Integer.valueOf(value);
            case "--sort" -> order = FastOptions.named(value, SortOrder.values());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** All of the period, if the question can be answered. */
    AppsReport read(TrafficReader store, Period period) throws StoreException {
        if (networkInterface != null) {
            requireAlone(networkInterface, store.interfaces(period));
        }
        return AppsReport.read(store, period);
    }

    /** What of it is shown. */
    AppsReport choose(AppsReport all) {
        AppsReport chosen = (names.isEmpty() ? all : all.only(names)).sorted(order);
        return top == null ? chosen : chosen.top(atLeastOne(top));
    }

    private static int atLeastOne(int top) {
        if (top < 1) {
            throw new UsageException("--top takes a number from 1 on, not " + top);
        }
        return top;
    }

    /** What was asked for, as in {@code No application data available}. */
    String described() {
        return names.isEmpty() ? "application" : "'" + String.join("', '", names) + "'";
    }

    /** What may have been meant by names that nobody has; empty where nothing is. */
    String meant(Session session) throws StoreException {
        return Suggestions.app(session, names);
    }

    /** Rows of applications do not say through which interface the bytes went. */
    private static void requireAlone(String name, List<InterfaceTotal> interfaces) {
        List<String> counted = interfaces.stream()
                .filter(each -> !each.counted().isNone())
                .map(InterfaceTotal::name)
                .sorted()
                .toList();
        if (!counted.isEmpty() && !counted.equals(List.of(name))) {
            throw new UsageException("which application used '" + name + "' is not recorded; at that time "
                    + String.join(", ", counted) + " counted");
        }
    }
}
