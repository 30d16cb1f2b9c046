package netmon.cli.stats;

import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandArguments;
import netmon.cli.options.RowOptions;
import netmon.cli.parse.UsageException;
import netmon.cli.session.KnownApps;
import netmon.cli.session.Session;
import netmon.model.InterfaceTotal;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options for the applications that are shown, and for their order. */
final class AppsOptions {
    private final CommandArgument<String> names;
    private final CommandArgument<String> networkInterface;
    private final RowOptions rows;

    AppsOptions(CommandArguments arguments) {
        names = arguments
                .text("--app", "NAME", "Only this application; may be given several times.")
                .repeatable();
        networkInterface = arguments.text(
                "--interface",
                "NAME",
                "Only the bytes of this interface; works if no other interface counted at that time.");
        rows = new RowOptions(arguments, "The first N applications; the others become one row.");
    }

    /** All applications of the period, if the question can be answered. */
    AppsReport read(TrafficReader store, Period period) throws StoreException {
        @Nullable String name = networkInterface.value();
        if (name != null) {
            requireAlone(name, store.interfaces(period));
        }
        return AppsReport.read(store, period);
    }

    /** The part of it that is shown. */
    AppsReport choose(AppsReport all) {
        AppsReport chosen = names.isGiven() ? all.only(names.values()) : all;
        return chosen.sorted(rows.order()).top(rows.most());
    }

    /** The subject of {@code No application data available}. */
    String described() {
        return names.isGiven() ? "'" + String.join("', '", names.values()) + "'" : "application";
    }

    /** A suggestion of similar names; empty if there is none. */
    String similar(Session session) throws StoreException {
        return KnownApps.suggestion(session, names.values());
    }

    /** The rows of applications do not record their interface. */
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
